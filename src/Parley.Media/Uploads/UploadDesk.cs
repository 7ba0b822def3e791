using Parley.Accounts;
using Parley.Media.Storing;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Media.Uploads;

/// <summary>Takes uploads in: how much each may bring, and how it becomes a file that others can use.</summary>
public sealed class UploadDesk(IParleyStore store, IFileStorage storage, IdSource ids, MediaOptions options, TimeProvider time)
{
    /// <summary>
    /// Begins an upload. Refused if the user's quota is used up, or the disk is nearly full.
    /// </summary>
    /// <param name="user">Nobody as long as the sender is not known.</param>
    public async ValueTask<Outcome<Upload>> BeginAsync(UserId user, CancellationToken cancellationToken)
    {
        if (storage.FreeBytes < options.FreeBytesMin)
            return ReplyCodes.ServiceUnavailable;
        var allowance = user.IsNone ? new UploadAllowance(options.UnknownSenderBytesMax) : await AllowanceOfAsync(user, cancellationToken);
        return allowance is { IsQuota: true, BytesMax: <= 0 }
            ? ReplyCodes.PolicyViolation
            : new Upload(ids.NextUser(), storage, allowance, options, time);
    }

    /// <summary>Makes an upload a file.</summary>
    /// <param name="user">Whose it is; nobody for the picture of an account that is being made.</param>
    /// <param name="mimeType">As <see cref="Types.UploadType"/> has decided.</param>
    public async ValueTask<Outcome<StoredFile>> CompleteAsync(
        Upload upload, UserId user, string mimeType, UploadClaim claim, CancellationToken cancellationToken)
    {
        // Compat: the reference fails at empty files.
        if (upload.Size == 0)
            return ReplyCodes.InternalError;
        if (upload.Allowance.User != user && await RefuseLateSenderAsync(upload, user, cancellationToken) is { } refusal)
            return refusal;
        var etag = upload.TakeETag();
        if (!claim.Holds(upload.Size, etag))
            return ReplyCodes.Malformed;
        var now = time.UtcMilliseconds();
        var file = new StoredFile
        {
            Id = upload.Id,
            Created = now,
            Updated = now,
            User = user,
            MimeType = mimeType,
            Size = upload.Size,
            ETag = etag,
            Location = storage.LocationOf(upload.Id),
        };
        // The record comes first: what has a place on the disk and no record would never be found again.
        if (await PutAsync(file) is { } failure)
            return failure;
        await upload.CommitAsync(mimeType, cancellationToken);
        file = file with { Status = FileStatus.Completed };
        return await PutAsync(file) is { } lateFailure ? lateFailure : file;
    }

    private async ValueTask<Rejection?> RefuseLateSenderAsync(Upload upload, UserId user, CancellationToken cancellationToken)
    {
        var allowance = await AllowanceOfAsync(user, cancellationToken);
        if (upload.Size <= allowance.BytesMax)
            return null;
        return new Rejection(allowance.IsQuota ? ReplyCodes.PolicyViolation : ReplyCodes.TooLarge);
    }

    private async ValueTask<UploadAllowance> AllowanceOfAsync(UserId user, CancellationToken cancellationToken)
    {
        var whole = new UploadAllowance(options.UploadBytesMax) { User = user };
        if (options.UserBytesMax == 0 || user.IsNone)
            return whole;
        var left = options.UserBytesMax - await store.Files.UsedBytesAsync(user, cancellationToken);
        return left < whole.BytesMax ? whole with { BytesMax = left, IsQuota = true } : whole;
    }

    private async ValueTask<Rejection?> PutAsync(StoredFile file)
    {
        var result = await store.Commit.CommitAsync([new WriteUnit([new PutFile(file)])]);
        return result.Failure switch
        {
            StoreFailure.None => null,
            StoreFailure.Unavailable => new Rejection(ReplyCodes.ServiceUnavailable),
            _ => new Rejection(ReplyCodes.InternalError),
        };
    }
}
