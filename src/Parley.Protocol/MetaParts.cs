namespace Parley.Protocol;

/// <summary>
/// The parts of a topic that <c>{get}</c>, <c>{set}</c> and <c>{sub}</c> name, and the orders in which they are answered.
/// </summary>
[Flags]
public enum MetaParts
{
    None = 0,
    Desc = 1,
    Sub = 2,
    Data = 4,
    Tags = 8,
    Del = 16,
    Cred = 32,
    Aux = 64,
}
