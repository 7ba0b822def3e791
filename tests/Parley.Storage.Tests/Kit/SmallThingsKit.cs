using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using static Parley.Storage.Tests.Kit.Sample;

namespace Parley.Storage.Tests.Kit;

/// <summary>Devices, uploads and values under keys.</summary>
public abstract class SmallThingsKit<TEngine> : StoreKit<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public async Task A_device_belongs_to_its_last_user()
    {
        await WriteAsync(new CreateUser(UserRow(Alice)), new CreateUser(UserRow(Bob)), new CreateUser(UserRow(Carol)));
        var device = new StoredDevice(Alice, "device-1", "Android", Now, "en");
        var other = new StoredDevice(Carol, "device-2", null, Now, null);
        await WriteAsync(new PutDevice(device), new PutDevice(other));
        Assert.Equal([device], await Store.Devices.OfUsersAsync([Alice], Ct));
        await WriteAsync(new PutDevice(device with { Platform = "Web" }));
        Assert.Equal("Web", Assert.Single(await Store.Devices.OfUsersAsync([Alice], Ct)).Platform);

        await WriteAsync(new PutDevice(device with { User = Bob }));
        var found = await Store.Devices.OfUsersAsync([Alice, Bob, Carol, Bob, default], Ct);
        Assert.Equal([device with { User = Bob }, other], found.OrderBy(d => d.DeviceId));

        await WriteAsync(new DeleteDevice(Bob, "device-2"), new DeleteDevice(Carol, null));
        Assert.Equal(Bob, Assert.Single(await Store.Devices.OfUsersAsync([Alice, Bob, Carol], Ct)).User);
        await WriteAsync(new DeleteDevice(Bob, "device-1"), new DeleteDevice(Bob, "device-1"));
        Assert.Empty(await Store.Devices.OfUsersAsync([Alice, Bob, Carol], Ct));
    }

    [Fact]
    public async Task An_upload_is_read_as_it_was_stored()
    {
        var file = Upload(User(501)) with { User = default, Status = FileStatus.Started, Size = 0, ETag = null, Location = null };
        await WriteAsync(new PutFile(file));
        Assert.Equal(file, await Store.Files.FindAsync(file.Id, Ct));
        await WriteAsync(new PutFile(Upload(file.Id)));
        Assert.Equal(Upload(file.Id), await Store.Files.FindAsync(file.Id, Ct));
        await WriteAsync(new DeleteUnusedFile(file.Id), new DeleteUnusedFile(file.Id));
        Assert.Null(await Store.Files.FindAsync(file.Id, Ct));
    }

    [Fact]
    public async Task Unused_uploads_are_old_and_have_no_links()
    {
        var (message, avatar, groupAvatar, old, young) = (User(501), User(502), User(503), User(504), User(505));
        await WriteAsync(
            new CreateUser(UserRow(Alice)), new CreateTopic(TopicRow(Travel, Alice)),
            new PutFile(Upload(message)), new PutFile(Upload(avatar)), new PutFile(Upload(groupAvatar)), new PutFile(Upload(old)), new PutFile(Upload(young, Later(60))));
        await WriteAsync(
            Publish(Travel, 1, Alice, false, message), new LinkFiles(TopicName.Me(Alice), [avatar, User(999)]), new LinkFiles(Travel, [groupAvatar]));
        Assert.Equal([old], await UnusedAsync(1));
        Assert.Equal([old, young], await UnusedAsync(100));
        Assert.Equal(old, Assert.Single(await Store.Files.UnusedAsync(Later(100), 1, Ct)).Id);

        await WriteAsync(new LinkFiles(TopicName.Me(Alice), [old]), new LinkFiles(Travel, []));
        Assert.Equal([avatar, groupAvatar], await UnusedAsync(1));
        await WriteAsync([.. Gone(Alice, true, Now)]);
        Assert.Equal([message, avatar, groupAvatar, old], await UnusedAsync(1));
        await ConflictAsync(new LinkFiles(Travel, [old]));
        await WriteAsync(new DeleteUnusedFile(message));
        Assert.Null(await Store.Files.FindAsync(message, Ct));

        async Task<IEnumerable<UserId>> UnusedAsync(int minutes) =>
            (await Store.Files.UnusedAsync(Later(minutes), 100, Ct)).Select(f => f.Id).OrderBy(Cipher.Decode);
    }

    [Fact]
    public async Task A_file_that_is_used_by_now_is_not_deleted()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)), new PutFile(Upload(User(501))));
        await WriteAsync(Publish(Travel, 1, Alice, false, User(501)));
        await ConflictAsync(new DeleteUnusedFile(User(501)));
        Assert.NotNull(await Store.Files.FindAsync(User(501), Ct));
        await WriteAsync(new DeleteMessages(Travel, 1, default, [new(1)], Now));
        await WriteAsync(new DeleteUnusedFile(User(501)));
        Assert.Null(await Store.Files.FindAsync(User(501), Ct));
    }

    [Fact]
    public async Task The_bytes_of_a_user_are_those_of_all_its_files()
    {
        await WriteAsync(
            new PutFile(Upload(User(501)) with { User = Alice, Size = 10 }), new PutFile(Upload(User(502)) with { User = Alice, Size = 5_000_000_000 }),
            new PutFile(Upload(User(503)) with { User = Bob, Size = 7 }));
        Assert.Equal(5_000_000_010, await Store.Files.UsedBytesAsync(Alice, Ct));
        Assert.Equal(0, await Store.Files.UsedBytesAsync(Carol, Ct));
    }

    [Fact]
    public async Task Values_are_kept_under_keys()
    {
        await WriteAsync(new PutValue("a/1", "one", true, Now), new PutValue("a/2", "two", false, Later(2)), new PutValue("b/1", "x", false, Now));
        Assert.Equal(("one", Now), await Store.Values.FindAsync("a/1", Ct));
        Assert.Null(await Store.Values.FindAsync("a", Ct));
        await DuplicateAsync("value", new PutValue("a/1", "other", true, Now));
        await WriteAsync(new PutValue("a/1", "other", false, Later(1)));
        Assert.Equal(("other", Later(1)), await Store.Values.FindAsync("a/1", Ct));

        Assert.Equal(["a/1"], await Store.Values.KeysAsync("a/", Later(2), Ct));
        Assert.Equal(["a/1", "a/2"], await Store.Values.KeysAsync("a", Later(3), Ct));
        Assert.Equal(["a/1", "a/2", "b/1"], await Store.Values.KeysAsync("", Later(3), Ct));
        Assert.Empty(await Store.Values.KeysAsync("%", Later(3), Ct));
        await WriteAsync(new DeleteValue("a/1"), new DeleteValue("a/1"));
        Assert.Null(await Store.Values.FindAsync("a/1", Ct));
    }
}
