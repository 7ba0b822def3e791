using Parley.FrontEnd.Http;

namespace Parley.FrontEnd.Tests.Http;

public sealed class PathCleaningTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("//", "/")]
    [InlineData("/a//b", "/a/b")]
    [InlineData("/a/./b/", "/a/b/")]
    [InlineData("/a/../b", "/b")]
    [InlineData("/a/..", "/")]
    [InlineData("/../../etc/passwd", "/etc/passwd")]
    [InlineData("//evil.example/x", "/evil.example/x")]
    [InlineData("/a/..b/.c", "/a/..b/.c")]
    [InlineData("/%2e%2e/x", "/%2e%2e/x")]
    public void Empty_and_dot_segments_are_taken_out(string path, string clean) => Assert.Equal((path == clean, clean), PathCleaning.Clean(path));
}
