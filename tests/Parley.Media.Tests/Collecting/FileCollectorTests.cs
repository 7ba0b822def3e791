using Parley.Media.Tests.Uploads;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Media.Tests.Collecting;

public sealed class FileCollectorTests
{
    private static readonly TopicName Group = TopicName.Group(new UserId(99));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_nothing_uses_goes_after_an_hour_and_what_is_used_stays()
    {
        await using var world = await UploadWorld.OpenAsync();
        var used = (await world.UploadAsync(UploadWorld.Alice, 10)).File!;
        var unused = (await world.UploadAsync(UploadWorld.Alice, 10)).File!;
        await world.WriteAsync(new CreateTopic(Row()), new SaveMessage(Group, Message(), false, [used.Id]));

        world.Time.Advance(TimeSpan.FromMinutes(59));
        await world.Collector.CollectAsync(Ct);
        Assert.Equal(2, world.FilesOnDisk);

        world.Time.Advance(TimeSpan.FromMinutes(2));
        await world.Collector.CollectAsync(Ct);
        Assert.Null(await world.Store.Files.FindAsync(unused.Id, Ct));
        Assert.NotNull(await world.Store.Files.FindAsync(used.Id, Ct));
        Assert.Equal(1, world.FilesOnDisk);

        await world.WriteAsync(new DeleteMessages(Group, 1, default, [new(1)], world.Time.GetUtcNow().UtcDateTime));
        await world.Collector.CollectAsync(Ct);
        Assert.Equal(0, world.FilesOnDisk);
    }

    [Fact]
    public async Task One_turn_takes_no_more_than_it_may()
    {
        await using var world = await UploadWorld.OpenAsync(new MediaOptions { FreeBytesMin = 0, CollectedFilesMax = 2 });
        for (var i = 0; i < 3; i++)
            await world.UploadAsync(UploadWorld.Alice, 10);
        world.Time.Advance(TimeSpan.FromHours(2));
        await world.Collector.CollectAsync(Ct);
        Assert.Equal(1, world.FilesOnDisk);
        await world.Collector.CollectAsync(Ct);
        Assert.Equal(0, world.FilesOnDisk);
    }

    [Fact]
    public async Task A_record_whose_file_was_never_whole_goes_too()
    {
        await using var world = await UploadWorld.OpenAsync();
        var id = new UserId(5);
        var now = world.Time.GetUtcNow().UtcDateTime;
        await world.WriteAsync(new PutFile(new StoredFile { Id = id, Created = now, Updated = now, Location = world.Storage.LocationOf(id) }));
        world.Time.Advance(TimeSpan.FromHours(2));
        await world.Collector.CollectAsync(Ct);
        Assert.Null(await world.Store.Files.FindAsync(id, Ct));
    }

    private static StoredTopic Row() => new()
    {
        Name = Group,
        Created = DateTime.UnixEpoch,
        Updated = DateTime.UnixEpoch,
        Touched = DateTime.UnixEpoch,
    };

    private static StoredMessage Message() => new()
    {
        Seq = 1,
        Timestamp = DateTime.UnixEpoch,
        From = UploadWorld.Alice,
        Content = Payload.FromString("see"),
    };
}
