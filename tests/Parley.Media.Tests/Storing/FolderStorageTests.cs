using Parley.Media.Storing;
using Parley.Media.Storing.Local;
using Parley.Media.Tests.Kit;
using Parley.Protocol.Names;

namespace Parley.Media.Tests.Storing;

public sealed class FolderStorageTests : StorageKit
{
    private readonly TemporaryFolder _folder = new();

    protected override string Spool => Path.Combine(_folder.Path, "uploads", ".partial");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1, "ae/aeaaaaaaaaaaa")]
    [InlineData(17024875952998968514, "yl/ylwjoq32qjcoy")]
    public void Names_are_base32_of_the_id_in_a_folder_of_their_first_letters(ulong id, string location) =>
        Assert.Equal(location, Storage.LocationOf(new UserId(id)));

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    [InlineData("ab/cbaaaaaaaaaaa")]
    [InlineData("ae/aeaaaaaaaaaa/")]
    [InlineData("..\\..\\secrets.json")]
    public async Task Locations_of_others_making_are_not_followed(string location)
    {
        Assert.Null(await Storage.OpenAsync(location, 0, 1, Ct));
        await Storage.DeleteAsync(location, Ct);
    }

    [Fact]
    public async Task Files_and_folders_are_for_their_owner_only()
    {
        await StoreAsync(Bytes(10), 10);
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = Path.Combine(_folder.Path, "uploads", Storage.LocationOf(File));
        Assert.Equal(Owner, System.IO.File.GetUnixFileMode(path));
        Assert.Equal(Owner | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_and_not_taken_for_missing()
    {
        await StoreAsync(Bytes(10), 10);
        var path = Path.Combine(_folder.Path, "uploads", Storage.LocationOf(File));
        await using var exclusive = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var failure = await Assert.ThrowsAsync<FileStorageException>(async () => await Storage.OpenAsync(Storage.LocationOf(File), 0, 1, Ct));
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_told_at_the_start()
    {
        var file = Path.Combine(_folder.Path, "file");
        await System.IO.File.WriteAllTextAsync(file, "", Ct);
        var failure = await Assert.ThrowsAsync<FileStorageException>(() => new FolderStorage(file).PrepareAsync(Ct));
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
    }

    protected override Task<IFileStorage> MakeAsync() => Task.FromResult<IFileStorage>(new FolderStorage(Path.Combine(_folder.Path, "uploads")));
}
