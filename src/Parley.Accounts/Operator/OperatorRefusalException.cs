namespace Parley.Accounts.Operator;

/// <summary>What the operator asked for cannot be done. The message says why, in a sentence.</summary>
public sealed class OperatorRefusalException : Exception
{
    public OperatorRefusalException()
    {
    }

    public OperatorRefusalException(string message) : base(message)
    {
    }

    public OperatorRefusalException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
