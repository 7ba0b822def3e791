using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.FrontEnd.Http;
using Parley.FrontEnd.Sessions;
using Parley.Media;
using Parley.Media.Types;
using Parley.Media.Uploads;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Storage.Records;

namespace Parley.FrontEnd.Files;

/// <summary>Takes files in (part A 6.6): one with each form, written to the disk as it comes.</summary>
public sealed class UploadEndpoint(
    FrontEndServices services, FileSenders senders, UploadDesk desk, MediaOptions options, FileCors cors, FileReplies replies)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            cors.AnswerPreflight(context, FileCors.UploadMethods);
            return;
        }
        cors.Mark(context);
        var isHead = HttpMethods.IsHead(context.Request.Method);
        if (!HttpMethods.IsPost(context.Request.Method) && !HttpMethods.IsPut(context.Request.Method) && !isHead)
        {
            await replies.WriteAsync(context, ReplyCodes.NotAllowed);
            return;
        }
        await using var visit = new UploadVisit(context, services, senders, desk);
        if (await visit.RefuseEarlyAsync() is { } early)
        {
            await replies.WriteAsync(context, early);
            return;
        }
        // Who may not upload learns that first, whatever is wrong with the form.
        var refusal = isHead || !visit.MustRead(options.UploadBytesMax) ? null : await visit.ReadAsync();
        if (await visit.RefuseSenderAsync() is { } refusedSender)
        {
            // Who it is may stand behind a file that is too large to be read before one knows.
            refusal = refusal?.Code == ReplyCodes.TooLarge && refusedSender.Code == ReplyCodes.AuthenticationRequired ? refusal : refusedSender;
        }
        var id = visit.Value("id");
        if (refusal is not null)
            await replies.WriteAsync(context, refusal, id);
        else if (isHead)
            context.Response.StatusCode = StatusCodes.Status200OK;
        else if (!visit.MustRead(options.UploadBytesMax))
            await replies.WriteAsync(context, ReplyCodes.TooLarge, id: id);
        else if (!(await visit.CompleteAsync()).TryGet(out var file, out refusal))
            await replies.WriteAsync(context, refusal, id);
        else
            await replies.WriteAsync(context, ReplyCodes.Ok, ParamsOf(file), id);
    }

    private Payload ParamsOf(StoredFile file) => ReplyParams.Write(json =>
    {
        json.WriteString("url", FileAddress.Of(file.Id, FileExtension.Of(file.MimeType)));
        if (options.CollectionPeriod <= TimeSpan.Zero)
            return;
        // Compat: without a zone, and sooner than the file is removed.
        var expires = services.Time.UtcMilliseconds() + options.CollectionPeriod;
        json.WriteString("expires", expires.ToString("yyyy-MM-ddTHH:mm:ss.FFF", CultureInfo.InvariantCulture));
    });

    /// <summary>One request: what is known of its sender, and what has come of its file.</summary>
    private sealed class UploadVisit(HttpContext context, FrontEndServices services, FileSenders senders, UploadDesk desk) : IAsyncDisposable
    {
        private const string NewAccount = "newacc";
        private const int BufferBytes = 64 * 1024;

        private readonly UploadForm _form = new();
        private Upload? _upload;
        private string? _claimedType;
        private UserId _user;
        private bool _hasKey;

        /// <summary>A field of the form, else of the query.</summary>
        public string? Value(string name) =>
            _form.Fields.TryGetValue(name, out var value) ? value : context.Request.Query[name].ToString();

        /// <summary>False if the form is larger than it may be, by its own words.</summary>
        public bool MustRead(long bytesMax) => context.Request.ContentLength is not { } length || length <= bytesMax;

        /// <summary>Refuses by what stands before the form, so that it need not be sent.</summary>
        public async ValueTask<Rejection?> RefuseEarlyAsync()
        {
            var request = context.Request;
            if (ApiKeyGate.KeyOutsideOfForms(request).Length == 0)
                return null;
            _hasKey = services.Keys.IsValid(request, null);
            if (!_hasKey)
                return new Rejection(ReplyCodes.ApiKeyRequired);
            return SentCredentials.OfHead(request) is { } sent ? await AuthenticateAsync(sent) : null;
        }

        public ValueTask<Rejection?> ReadAsync() => _form.ReadAsync(context.Request, TakeFileAsync, context.RequestAborted);

        /// <summary>Refuses by all that has been read.</summary>
        public async ValueTask<Rejection?> RefuseSenderAsync()
        {
            if (!_hasKey && !services.Keys.IsValid(context.Request, _form.Fields.GetValueOrDefault("apikey")))
                return new Rejection(ReplyCodes.ApiKeyRequired);
            _hasKey = true;
            if (await IdentifyAsync() is { } refusal)
                return refusal;
            // The picture of an account that is being made is sent before there is anybody to send it.
            return _user.IsNone && Value("topic") != NewAccount ? new Rejection(ReplyCodes.AuthenticationRequired) : null;
        }

        public async ValueTask<Accounts.Outcome<StoredFile>> CompleteAsync() => _upload is null
            ? ReplyCodes.Malformed
            : await desk.CompleteAsync(
                _upload, _user, UploadType.DecideForForm(_upload.Head, _claimedType), UploadClaim.None, context.RequestAborted);

        public async ValueTask DisposeAsync()
        {
            if (_upload is not null)
                await _upload.DisposeAsync();
        }

        private async ValueTask<Rejection?> TakeFileAsync(string? mimeType, Stream content)
        {
            // Web clients put the file in front, and with it all that they know; others name the sender before it.
            if (await IdentifyAsync() is { } refusedSender)
                return refusedSender;
            var begun = await desk.BeginAsync(_user, context.RequestAborted);
            if (!begun.TryGet(out _upload, out var refusal))
                return refusal;
            _claimedType = mimeType;
            var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
            try
            {
                while (await content.ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
                {
                    if (await _upload.AppendAsync(buffer.AsMemory(0, read), context.RequestAborted) is { } tooMuch)
                        return tooMuch;
                }
                return null;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        private async ValueTask<Rejection?> IdentifyAsync()
        {
            if (!_user.IsNone)
                return null;
            if (SentCredentials.Of(context.Request, _form.Fields) is { } sent)
                return await AuthenticateAsync(sent);
            _user = senders.OfSession(Value("sid"));
            return null;
        }

        private async ValueTask<Rejection?> AuthenticateAsync(SentCredentials sent)
        {
            var address = ClientAddress.Of(context, services.Options.UseForwardedFor);
            return (await senders.AuthenticateAsync(sent, address, context.RequestAborted)).TryGet(out _user, out var refusal) ? null : refusal;
        }
    }
}
