using System.Text;
using Parley.Media.Types;

namespace Parley.Media.Tests.Types;

public sealed class ContentSnifferTests
{
    [Theory]
    [InlineData("plain words", "text/plain; charset=utf-8")]
    [InlineData("", "text/plain; charset=utf-8")]
    [InlineData("  \n<!DOCTYPE html><p>", "text/html; charset=utf-8")]
    [InlineData("<html>", "text/html; charset=utf-8")]
    [InlineData("<HtMl lang=en>", "text/html; charset=utf-8")]
    [InlineData("<scripts>", "text/plain; charset=utf-8")]
    [InlineData("<script>", "text/html; charset=utf-8")]
    [InlineData("<!-- a comment", "text/html; charset=utf-8")]
    [InlineData("<?xml version='1.0'?><svg/>", "text/xml; charset=utf-8")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'>", "text/plain; charset=utf-8")]
    [InlineData("%PDF-1.4", "application/pdf")]
    [InlineData("GIF89a...", "image/gif")]
    [InlineData("\u0089PNG\r\n\u001a\n", "image/png")]
    [InlineData("\u00ff\u00d8\u00ff\u00e0", "image/jpeg")]
    [InlineData("RIFF....WEBPVP8 ", "image/webp")]
    [InlineData("RIFF....WAVEfmt ", "audio/wave")]
    [InlineData("RIFF....AVI LIST", "video/avi")]
    [InlineData("RIFF....what", "text/plain; charset=utf-8")]
    [InlineData("OggS\0", "application/ogg")]
    [InlineData("ID3\u0003", "audio/mpeg")]
    [InlineData("\u001a\u0045\u00df\u00a3", "video/webm")]
    [InlineData("\0\0\0\u0018ftypmp42\0\0\0\0mp42isom", "video/mp4")]
    [InlineData("\0\0\0\u0014ftypM4A \0\0\0\0isom", "application/octet-stream")]
    [InlineData("PK\u0003\u0004", "application/zip")]
    [InlineData("\u001f\u008b\u0008", "application/x-gzip")]
    [InlineData("\u0001\u0002\u0003", "application/octet-stream")]
    [InlineData("\u00ef\u00bb\u00bfwords", "text/plain; charset=utf-8")]
    public void A_type_is_told_by_the_first_bytes(string head, string type) =>
        Assert.Equal(type, ContentSniffer.Sniff(Encoding.Latin1.GetBytes(head)));

    [Theory]
    [InlineData("image/png", "image/png")]
    [InlineData("video/x-strange; codecs=\"a, b\"", "video/x-strange; codecs=\"a, b\"")]
    [InlineData("model/gltf", "application/octet-stream")]
    [InlineData("image/png\r\nX-Evil: 1", "application/octet-stream")]
    [InlineData("image/pñg", "application/octet-stream")]
    [InlineData(null, "application/octet-stream")]
    [InlineData("", "application/octet-stream")]
    public void The_sender_is_believed_only_where_the_bytes_say_nothing(string? claimed, string type)
    {
        Assert.Equal(type, UploadType.Decide([1, 2, 3], claimed));
        Assert.Equal("text/plain; charset=utf-8", UploadType.Decide("words"u8, claimed));
    }

    [Fact]
    public void Short_texts_of_forms_are_told_by_their_sender() => Assert.Equal("text/plain", UploadType.DecideForForm("hello"u8, "text/plain"));

    [Theory]
    [InlineData("image/png", true)]
    [InlineData("audio/ogg", true)]
    [InlineData("image/svg+xml", false)]
    [InlineData("image/SVG+XML", false)]
    [InlineData("text/html; charset=utf-8", false)]
    [InlineData("application/pdf", false)]
    [InlineData("application/xhtml+xml", false)]
    [InlineData("multipart/x", false)]
    [InlineData("", false)]
    public void Only_media_are_shown_in_place(string type, bool isShown) => Assert.Equal(isShown, InlineType.MayShow(type));

    [Theory]
    [InlineData("text/plain; charset=utf-8", ".asc")]
    [InlineData("image/jpeg", ".jfif")]
    [InlineData("IMAGE/PNG", ".png")]
    [InlineData("video/x-strange", "")]
    public void Extensions_are_those_of_the_reference(string type, string extension) => Assert.Equal(extension, FileExtension.Of(type));
}
