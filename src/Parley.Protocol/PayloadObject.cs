namespace Parley.Protocol;
public static class PayloadObject
{
    public static bool TryGet(Payload obj, string name, out Payload value) => throw new NotImplementedException();
    public static Payload With(Payload obj, string name, Payload value) => throw new NotImplementedException();
    public static Payload Without(Payload obj, string name) => throw new NotImplementedException();
}
