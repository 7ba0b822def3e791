using System.Text;
using Microsoft.AspNetCore.Http;
using Parley.FrontEnd.Files;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Tests.Files;

public sealed class UploadFormTests
{
    private const string End = "--x--\r\n";

    private readonly UploadForm _form = new();
    private readonly List<(string? Type, string Content)> _files = [];

    [Fact]
    public async Task Fields_and_the_file_are_read_in_any_order()
    {
        Assert.Null(await ReadAsync(Field("id", "7") + File("a.txt", "hello", "text/plain") + Field("topic", "newacc") + End));
        Assert.Equal(("7", "newacc"), (_form.Fields["id"], _form.Fields["topic"]));
        Assert.Equal(("text/plain", "hello"), Assert.Single(_files));
    }

    [Fact]
    public async Task Of_several_the_first_counts()
    {
        Assert.Null(await ReadAsync(Field("id", "1") + Field("id", "2") + File("a", "first") + File("b", "second") + End));
        Assert.Equal("1", _form.Fields["id"]);
        Assert.Equal("first", Assert.Single(_files).Content);
    }

    [Theory]
    [InlineData("form-data; name=\"file\"")]
    [InlineData("form-data; name=\"file\"; filename=\"\"")]
    [InlineData("form-data; name=\"attachment\"; filename=\"a\"")]
    [InlineData("attachment; name=\"file\"; filename=\"a\"")]
    public async Task What_is_not_the_file_is_no_file(string disposition)
    {
        Assert.Null(await ReadAsync(Part(disposition, "hello") + End));
        Assert.Empty(_files);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/mixed; boundary=x")]
    public async Task What_is_no_form_is_malformed(string? type) =>
        Assert.Equal(ReplyCodes.Malformed, (await ReadAsync(File("a", "b") + End, type))?.Code);

    [Fact]
    public async Task A_form_without_its_end_is_malformed()
    {
        Assert.Equal(ReplyCodes.Malformed, (await ReadAsync(File("a", "hello")[..^2]))?.Code);
        Assert.Equal(ReplyCodes.Malformed, (await ReadAsync("--x\r\nnonsense"))?.Code);
        Assert.Equal(ReplyCodes.Malformed, (await ReadAsync(""))?.Code);
    }

    [Fact]
    public async Task Parts_fields_and_headers_are_bounded()
    {
        var field = Field("f", "v");
        Assert.Null(await ReadAsync(string.Concat(Enumerable.Repeat(field, 32)) + End));
        Assert.Equal(ReplyCodes.Malformed, (await ReadAsync(string.Concat(Enumerable.Repeat(field, 33)) + End))?.Code);
        Assert.Null(await ReadAsync(Field("f", new string('v', 8 * 1024)) + End));
        Assert.Equal(ReplyCodes.Malformed, (await ReadAsync(Field("f", new string('v', 8 * 1024 + 1)) + End))?.Code);
        Assert.Equal(ReplyCodes.Malformed, (await ReadAsync(Part("form-data; name=f", "v", $"X-Long: {new string('y', 9000)}\r\n") + End))?.Code);
        var many = string.Concat(Enumerable.Range(0, 20).Select(i => $"X-{i}: y\r\n"));
        Assert.Equal(ReplyCodes.Malformed, (await ReadAsync(Part("form-data; name=f", "v", many) + End))?.Code);
    }

    [Fact]
    public async Task A_refusal_of_whoever_takes_the_file_ends_the_reading()
    {
        var request = RequestOf(File("a", "hello") + Field("id", "7") + End, "multipart/form-data; boundary=x");
        var refusal = await _form.ReadAsync(request, (_, _) => new(new Rejection(ReplyCodes.TooLarge)), TestContext.Current.CancellationToken);
        Assert.Equal(ReplyCodes.TooLarge, refusal?.Code);
        Assert.Empty(_form.Fields);
    }

    private static string Field(string name, string value) => Part($"form-data; name=\"{name}\"", value);

    private static string File(string name, string content, string? type = null) =>
        Part($"form-data; name=\"file\"; filename=\"{name}\"", content, type is null ? "" : $"Content-Type: {type}\r\n");

    private static string Part(string disposition, string content, string headers = "") =>
        $"--x\r\nContent-Disposition: {disposition}\r\n{headers}\r\n{content}\r\n";

    private static HttpRequest RequestOf(string body, string? type)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = type;
        request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));
        return request;
    }

    private ValueTask<Rejection?> ReadAsync(string body, string? type = "multipart/form-data; boundary=x") =>
        _form.ReadAsync(RequestOf(body, type), TakeAsync, TestContext.Current.CancellationToken);

    private async ValueTask<Rejection?> TakeAsync(string? type, Stream content)
    {
        using var reader = new StreamReader(content);
        _files.Add((type, await reader.ReadToEndAsync(TestContext.Current.CancellationToken)));
        return null;
    }
}
