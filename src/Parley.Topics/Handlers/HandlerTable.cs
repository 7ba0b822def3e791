using Parley.Accounts.Credentials;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Topics.Access;
using Parley.Topics.Calls;
using Parley.Topics.Creds;
using Parley.Topics.History;
using Parley.Topics.Leave;
using Parley.Topics.Notes;
using Parley.Topics.Publish;
using Parley.Topics.Remove;
using Parley.Topics.Subscribe;
using Parley.Topics.Tags;

namespace Parley.Topics.Handlers;

/// <summary>Which steps carry out a request, in the order in which they answer.</summary>
public sealed class HandlerTable
{
    private static readonly IReadOnlyList<ITopicStep> Nothing = [];
    private static readonly IReadOnlyList<ITopicStep> Malformed = [new RefuseStep(ReplyCodes.Malformed)];

    private readonly ITopicStep _attach;
    private readonly MetaSteps _meta;
    private readonly IReadOnlyList<ITopicStep> _resume;
    private readonly IReadOnlyList<ITopicStep> _leave;
    private readonly IReadOnlyList<ITopicStep> _publish;
    private readonly Dictionary<DelWhat, IReadOnlyList<ITopicStep>> _delete;
    private readonly Dictionary<NoteWhat, IReadOnlyList<ITopicStep>> _notes;

    /// <param name="options">Limits that handlers decide by.</param>
    /// <param name="validators">The kinds of credentials, by which search terms are recognised.</param>
    /// <param name="credentials">The rules of credentials, for a user's <c>me</c>.</param>
    public HandlerTable(TopicOptions options, ValidatorTable validators, CredentialRules credentials)
    {
        _attach = new AttachHandler(options);
        _resume = [new ResumeHandler(options)];
        _leave = [new LeaveHandler(options)];
        _publish = [new PublishHandler(options)];
        _meta = new MetaSteps(options, new TagRewriting(validators), new SetSubHandler(options), new SetCredHandler(credentials));
        _delete = new()
        {
            [DelWhat.Message] = [new DelMessagesHandler(options)],
            [DelWhat.Topic] = [new DelTopicHandler()],
            [DelWhat.Subscription] = [new DelSubHandler()],
            [DelWhat.Credential] = [new DelCredHandler(credentials)],
        };
        IReadOnlyList<ITopicStep> keyPress = [new KeyPressHandler()];
        IReadOnlyList<ITopicStep> receipt = [new ReadReceiptHandler(options)];
        _notes = new()
        {
            [NoteWhat.KeyPress] = keyPress,
            [NoteWhat.KeyPressAudio] = keyPress,
            [NoteWhat.KeyPressVideo] = keyPress,
            [NoteWhat.Read] = receipt,
            [NoteWhat.Recv] = receipt,
            [NoteWhat.Data] = [new DataNoteHandler()],
            [NoteWhat.Call] = [new CallHandler()],
        };
    }

    /// <summary>The steps for a request; a {sub} goes on to the next step only if the one before did not refuse.</summary>
    public IReadOnlyList<ITopicStep> StepsFor(TopicView topic, TopicRequest request) => request.Packet switch
    {
        PubPacket => _publish,
        NotePacket note => _notes.GetValueOrDefault(note.What, Nothing),
        SubPacket when request.Resumes is not null => _resume,
        SubPacket => [_attach, .. _meta.OfSub(request)],
        LeavePacket => _leave,
        GetPacket => _meta.OfGet(topic, request),
        SetPacket => _meta.OfSet(topic, request),
        DelPacket del => _delete.GetValueOrDefault(del.What, Malformed),
        _ => Nothing,
    };
}
