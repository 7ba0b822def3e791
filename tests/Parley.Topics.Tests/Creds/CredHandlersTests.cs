using Parley.Accounts;
using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Creds;
using Parley.Topics.Effects;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Creds;

public sealed class CredHandlersTests
{
    private static readonly CredentialRules Rules = new(
        new ValidatorTable([new EmailValidator()], new AccountOptions { Credentials = { ["email"] = new CredentialOptions { AddToTags = true, RequiredLevels = { AuthLevel.Root } } } }),
        new SystemRandomSource());

    private static RowsByHand Rows() => new()
    {
        CredentialRows = { new StoredCredential { User = Alice, Method = "email", Value = "a@b.c", IsDone = true } },
    };

    private static TopicState MeTagged()
    {
        var name = TopicName.Me(Alice);
        return new TopicState(name, User(Alice) with { Tags = ["email:a@b.c", "plain"] }, Row(name, Alice, "JPS"));
    }

    private static TopicPlan Delete(TopicState topic, CredPart? part, AuthLevel level = AuthLevel.Authenticated) =>
        new DelCredHandler(Rules).Run(topic, Ask(Alice, topic.AddressFor(Alice), new DelPacket { Id = "1", What = DelWhat.Credential, Cred = part }, level), Rows());

    [Fact]
    public void Own_credentials_are_told_on_me_and_nowhere_else()
    {
        var me = Me().Attached(Alice);
        Assert.Equal([new CredInfo("email", "a@b.c", true)], new GetCredHandler().Run(me, me.Get(Alice), Rows()).Meta().Cred!);
        var none = new GetCredHandler().Run(me, me.Get(Alice));
        Assert.Equal((204, """{"what":"creds"}"""), (none.Code(), none.Params()));
        Assert.Equal(405, new GetCredHandler().Run(Group().Attached(Alice), Group().Get(Alice), Rows()).Code());
    }

    [Fact]
    public void Removing_a_credential_removes_its_tag_and_tells_all_own_sessions()
    {
        var plan = Delete(MeTagged().Attached(Alice), new CredPart { Method = "email", Value = "a@b.c" });
        Assert.Equal(200, plan.Code());
        Assert.Equal("a@b.c", plan.Write<DeleteCredential>().Value);
        Assert.Equal(["plain"], plan.Write<UpdateUser>().Tags!);
        var told = Assert.Single(plan.Broadcasts());
        Assert.True(told.Audience.SkipSession.IsNone);
        Assert.Equal(PresWhat.Tags, ((PresPacket)told.Packets.Default).What);
        Assert.True(plan.RepliesLast());
    }

    [Fact]
    public void What_cannot_be_removed_is_refused()
    {
        var me = MeTagged().Attached(Alice);
        Assert.Equal(400, Delete(me, null).Code());
        Assert.Equal(400, Delete(me, new CredPart { Method = "fax", Value = "1" }).Code());
        Assert.Equal(304, Delete(me, new CredPart { Method = "email", Value = "other@b.c" }).Code());
        Assert.Equal(422, Delete(me, new CredPart { Method = "email", Value = "a@b.c" }, AuthLevel.Root).Code());
        Assert.Equal(403, Delete(Group().Attached(Alice), new CredPart { Method = "email", Value = "a@b.c" }).Code());
        Assert.Equal(409, Delete(MeTagged(), new CredPart { Method = "email", Value = "a@b.c" }).Code());
    }

    private static TopicPlan Set(TopicState topic, CredPart? part, RowsByHand? rows = null, string? language = null)
    {
        var ask = Ask(Alice, topic.AddressFor(Alice), new SetPacket { Id = "1", Query = new SetQuery { Cred = part } });
        return new SetCredHandler(Rules).Run(topic, ask with { Who = ask.Who with { Language = language } }, rows ?? Rows());
    }

    private static RowsByHand Waiting(string code) => new()
    {
        CredentialRows = { new StoredCredential { User = Alice, Method = "email", Value = "new@b.c", Response = code } },
    };

    [Fact]
    public void Adding_a_credential_stores_it_and_asks_its_owner_in_the_language_of_the_session()
    {
        var plan = Set(MeTagged().Attached(Alice), new CredPart { Method = "email", Value = "New@b.c" }, language: "fr");
        Assert.Equal(200, plan.Code());
        var stored = plan.Write<PutCredential>().Credential;
        Assert.Equal(("new@b.c", false, 6), (stored.Value, stored.IsDone, stored.Response.Length));
        var asked = Assert.Single(plan.Effects.OfType<TopicEffect.AskConfirmation>());
        Assert.Equal((stored, "fr"), (asked.Credential, asked.Language));
        Assert.Empty(plan.Broadcasts());
    }

    [Fact]
    public void The_right_code_confirms_adds_the_tag_and_tells_all_own_sessions()
    {
        var plan = Set(MeTagged().Attached(Alice), new CredPart { Method = "email", Response = "000123" }, Waiting("000123"));
        Assert.Equal(200, plan.Code());
        Assert.Equal("email", plan.Write<ConfirmCredential>().Method);
        Assert.Equal(["email:a@b.c", "plain", "email:new@b.c"], plan.Write<UpdateUser>().Tags!);
        Assert.True(Assert.Single(plan.Broadcasts()).Audience.SkipSession.IsNone);
        Assert.True(plan.RepliesLast());
    }

    [Fact]
    public void A_wrong_code_is_406_and_counted()
    {
        var plan = Set(MeTagged().Attached(Alice), new CredPart { Method = "email", Response = "000124" }, Waiting("000123"));
        Assert.Equal(406, plan.Code());
        Assert.Equal("email", plan.Write<FailCredential>().Method);
        Assert.Single(plan.Writes);
    }

    [Fact]
    public void What_cannot_be_added_or_confirmed_is_refused()
    {
        var me = MeTagged().Attached(Alice);
        Assert.Equal(400, Set(me, new CredPart { Method = "email", Value = "plain" }).Code());
        Assert.Equal(400, Set(me, new CredPart { Method = "email" }).Code());
        Assert.Equal(404, Set(me, new CredPart { Method = "email", Response = "000123" }, Rows()).Code());
        Assert.Equal(405, Set(Group().Attached(Alice), new CredPart { Method = "email", Value = "x@b.c" }).Code());
    }

    [Fact]
    public void Kinds_that_are_not_in_use_are_passed_over_with_200()
    {
        foreach (var part in new[] { new CredPart(), new CredPart { Method = "pigeon", Value = "x" }, new CredPart { Method = "pigeon", Response = "1" } })
        {
            var plan = Set(MeTagged().Attached(Alice), part);
            Assert.Equal((200, 0), (plan.Code(), plan.Writes.Count));
        }
    }
}
