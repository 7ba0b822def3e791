namespace Parley.Media.Storing;

/// <summary>Files cannot be stored or read: the disk is full, the service cannot be reached. The message is for the operator.</summary>
public sealed class FileStorageException : Exception
{
    public FileStorageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public FileStorageException(string message)
        : base(message)
    {
    }

    public FileStorageException()
    {
    }
}
