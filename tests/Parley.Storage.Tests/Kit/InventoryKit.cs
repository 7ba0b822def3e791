using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using static Parley.Storage.Tests.Kit.Sample;

namespace Parley.Storage.Tests.Kit;

/// <summary>Going through everything there is.</summary>
public abstract class InventoryKit<TEngine> : StoreKit<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public async Task Users_are_listed_by_age_page_by_page_without_those_deleted()
    {
        var writes = Enumerable.Range(1, 600).Select(i => new CreateUser(UserRow(User(i)) with { Created = Now.AddSeconds(-i / 2) }));
        await WriteAsync([.. writes, .. Gone(User(300), false, Now), new SetUserState(User(301), ObjectState.Suspended, Now)]);

        var list = await UsersAsync(default, null);

        Assert.Equal(599, list.Select(u => u.Id).Distinct().Count());
        Assert.Equal(list.Select(u => u.Created).Order(), list.Select(u => u.Created));
        Assert.DoesNotContain(list, u => u.Id == User(300));
        Assert.Equal(User(300), Assert.Single(await UsersAsync(default, ObjectState.Deleted)).Id);
        Assert.Equal(User(301), Assert.Single(await UsersAsync(default, ObjectState.Suspended)).Id);
        Assert.Equal(list.Select(u => u.Id).Skip(400), (await UsersAsync(list[399].Id, null)).Select(u => u.Id));
        Assert.Empty(await UsersAsync(User(9999), null));
    }

    [Fact]
    public async Task Topics_are_listed_as_they_were_made_page_by_page_without_those_deleted()
    {
        await WriteAsync(new CreateUser(UserRow(Alice)));
        var writes = Enumerable.Range(1001, 600).Select(i => new CreateTopic(TopicRow(TopicName.Group(User(i)), Alice)));
        await WriteAsync([.. writes, new DeleteTopic(TopicName.Group(User(1300)), false, Now)]);

        var list = await TopicsAsync(null, null);

        // The system's topic comes first.
        Assert.Equal(TopicName.System, list[0].Name);
        Assert.Equal(600, list.Select(t => t.Name).Distinct().Count());
        Assert.Equal(TopicName.Group(User(1300)), Assert.Single(await TopicsAsync(null, ObjectState.Deleted)).Name);
        Assert.Equal(list.Select(t => t.Name).Skip(300), (await TopicsAsync(list[299].Name, null)).Select(t => t.Name));
        Assert.Empty(await TopicsAsync(TopicName.Group(User(9999)), null));
    }

    [Fact]
    public async Task Users_who_have_confirmed_nothing_are_found_once_they_are_old_enough()
    {
        // Forgotten; young; seen; confirmed; asked for nothing; root.
        for (var i = 1; i <= 6; i++)
        {
            await WriteAsync(new CreateUser(UserRow(User(i)) with { Updated = i == 2 ? Later(9) : Now }));
            if (i != 5)
                await WriteAsync(new PutCredential(Credential(User(i), $"{i}@example.com") with { IsDone = i == 4 }));
        }
        await WriteAsync(new SetUserSeen(User(3), Now, null), new AddAuth(new AuthRecord(User(6), "basic", "root", AuthLevel.Root, [1])));

        Assert.Equal([User(1)], await Store.Inventory.UnconfirmedAsync(Later(5), 10, Ct));
        Assert.Equal([User(1), User(2)], await Store.Inventory.UnconfirmedAsync(Later(10), 10, Ct));
        Assert.Equal([User(1)], await Store.Inventory.UnconfirmedAsync(Later(10), 1, Ct));

        static StoredCredential Credential(UserId user, string value) =>
            new() { User = user, Method = "email", Value = value, Created = Now, Updated = Now };
    }

    [Fact]
    public async Task What_there_is_is_counted()
    {
        await WriteAsync(new CreateUser(UserRow(Alice)), new CreateUser(UserRow(Bob)), new CreateUser(UserRow(Carol)));
        await WriteAsync([new SetUserState(Bob, ObjectState.Suspended, Now), .. Gone(Carol, false, Now)]);
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)));
        Assert.Equal(new InventoryCounts(Users: 2, SuspendedUsers: 1, Topics: 2, Messages: 0, Files: 0), await Store.Inventory.CountAsync(Ct));
    }

    private async Task<List<StoredUser>> UsersAsync(UserId after, ObjectState? state) =>
        await Store.Inventory.UsersAsync(after, state, Ct).ToListAsync(Ct);

    private async Task<List<StoredTopic>> TopicsAsync(TopicName? after, ObjectState? state) =>
        await Store.Inventory.TopicsAsync(after, state, Ct).ToListAsync(Ct);
}
