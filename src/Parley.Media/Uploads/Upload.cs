using System.Security.Cryptography;
using Parley.Media.Storing;
using Parley.Media.Types;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;

namespace Parley.Media.Uploads;

/// <summary>One upload on its way: its bytes go to the storage as they come, no more of it is kept in memory than its first bytes.</summary>
public sealed class Upload : IAsyncDisposable
{
    // The disk is asked again after so many bytes.
    private const long BytesBetweenChecks = 4 * 1024 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _head = new byte[ContentSniffer.HeadBytes];
    private readonly IFileStorage _storage;
    private readonly IFileWriter _writer;
    private readonly MediaOptions _options;
    private readonly TimeProvider _time;
    private readonly long _started;
    private long _unchecked;

    internal Upload(UserId id, IFileStorage storage, UploadAllowance allowance, MediaOptions options, TimeProvider time)
    {
        (Id, _storage, Allowance, _options, _time) = (id, storage, allowance, options, time);
        _started = time.GetTimestamp();
        _writer = storage.Begin(id);
    }

    public UserId Id { get; }

    /// <summary>Bytes so far.</summary>
    public long Size { get; private set; }

    /// <summary>The first bytes.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, (int)Math.Min(Size, _head.Length));

    internal UploadAllowance Allowance { get; }

    /// <summary>Takes more bytes. A refusal ends the upload.</summary>
    public async ValueTask<Rejection?> AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (IsTooSlow(Size + bytes.Length))
            return new Rejection(ReplyCodes.Disconnected);
        if (bytes.IsEmpty)
            return null;
        if (Size + bytes.Length > Allowance.BytesMax)
            return new Rejection(Allowance.IsQuota ? ReplyCodes.PolicyViolation : ReplyCodes.TooLarge);
        if ((_unchecked -= bytes.Length) < 0)
        {
            if (_storage.FreeBytes < _options.FreeBytesMin)
                return new Rejection(ReplyCodes.ServiceUnavailable);
            _unchecked = BytesBetweenChecks;
        }
        if (Size < _head.Length)
            bytes.Span[..(int)Math.Min(bytes.Length, _head.Length - Size)].CopyTo(_head.AsSpan((int)Size));
        _hash.AppendData(bytes.Span);
        await _writer.AppendAsync(bytes, cancellationToken);
        Size += bytes.Length;
        return null;
    }

    /// <summary>What tells this content from any other: SHA-256, in hexadecimal digits. Asked once.</summary>
    internal string TakeETag() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    internal Task CommitAsync(string mimeType, CancellationToken cancellationToken) => _writer.CommitAsync(mimeType, cancellationToken);

    // Over HTTP the server breaks such connections off before. Over gRPC a few bytes now and then would keep a file open for ever.
    private bool IsTooSlow(long size) =>
        size < (_time.GetElapsedTime(_started) - _options.SlowGrace).TotalSeconds * _options.BytesPerSecondMin;

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await _writer.DisposeAsync();
    }
}
