using Google.Protobuf.Reflection;

namespace Parley.Protocol.Tests.Grpc;

/// <summary>
/// The file beside this one lists the contract: every method, message, field and number, made from the published file and from nothing of
/// ours. Clients are compiled against it, so it never changes but by what the contract gains.
/// </summary>
public class ContractTests
{
    [Fact]
    public void What_we_have_generated_is_the_contract()
    {
        var golden = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Grpc", "contract.golden.txt"));
        Assert.Equal(golden.Order(StringComparer.Ordinal), Describe(Pbx.ModelReflection.Descriptor).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Describe(FileDescriptor file)
    {
        Assert.Equal("pbx", file.Package);
        return
        [
            .. file.Services.SelectMany(service => service.Methods.Select(method =>
                $"{service.Name}.{method.Name}: {Streamed(method.IsClientStreaming, method.InputType)} -> {Streamed(method.IsServerStreaming, method.OutputType)}")),
            .. file.EnumTypes.SelectMany(Describe),
            .. file.MessageTypes.SelectMany(Describe),
        ];
    }

    private static IEnumerable<string> Describe(MessageDescriptor message)
    {
        var name = NameOf(message);
        return
        [
            $"message {name}",
            .. message.Fields.InDeclarationOrder().Select(field =>
                $"{name}.{field.Name} = {field.FieldNumber}: {TypeOf(field)}{(field.RealContainingOneof is { } oneof ? " in " + oneof.Name : "")}"),
            .. message.EnumTypes.SelectMany(Describe),
            .. message.NestedTypes.Where(nested => !nested.GetOptions()?.MapEntry ?? true).SelectMany(Describe),
        ];
    }

    private static IEnumerable<string> Describe(EnumDescriptor type) =>
        type.Values.Select(value => $"{NameOf(type)}.{value.Name} = {value.Number}");

    private static string TypeOf(FieldDescriptor field)
    {
        if (field.IsMap)
            return $"map<{ScalarOf(field.MessageType.FindFieldByNumber(1))}, {ScalarOf(field.MessageType.FindFieldByNumber(2))}>";
        return (field.IsRepeated ? "repeated " : "") + ScalarOf(field);
    }

    private static string ScalarOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.Name,
        FieldType.Enum => field.EnumType.Name,
        _ => field.FieldType.ToString().ToLowerInvariant(),
    };

    private static string Streamed(bool isStream, MessageDescriptor type) => (isStream ? "stream " : "") + type.Name;

    private static string NameOf(DescriptorBase type) => type.FullName[(type.File.Package.Length + 1)..];
}
