using System.Text;
using Parley.Server;
using Parley.Server.Settings.Tinode;

namespace Parley.EndToEnd.Tests.Settings;

public sealed class TinodeConfigTests
{
    [Fact]
    public void Comments_trailing_commas_and_any_case_of_keys_are_read()
    {
        var mapped = Read("""
            // The address.
            { "LISTEN": ":7070", /* here */ "Max_Tag_Count": 5, "auth_config": { "Token": { "expire_in": 60, }, }, }
            """);
        Assert.Equal(":7070", mapped.Settings["Listen"]);
        Assert.Equal("5", mapped.Settings["Limits:TagsMax"]);
        Assert.Equal("60", mapped.Settings["Accounts:TokenSeconds"]);
        Assert.Empty(mapped.Notes);
    }

    [Fact]
    public void An_unknown_key_is_told_once_and_does_no_harm()
    {
        var mapped = Read("""{ "colour": 1, "Colour": 2, "webrtc": { "shape": [] } }""");
        var note = Assert.Single(mapped.Notes);
        Assert.True(note.IsWarning);
        Assert.Equal("tinode.conf: unknown keys, ignored: colour, webrtc.shape.", note.Text);
    }

    [Theory]
    [InlineData("", "stun:of-the-file")]
    [InlineData(""", "ice_servers": [{ "urls": ["stun:named-here"] }]""", "stun:named-here")]
    [InlineData(""", "ice_servers": []""", "stun:of-the-file")]
    public void Servers_for_calls_come_from_a_file_only_if_none_are_named(string named, string first)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("ice.json", """/* ours */ [{ "urls": ["stun:of-the-file", "stun:second"] }, { "urls": ["stun:third"] }]""");
        var json = $$"""{ "webrtc": { "enabled": true, "ice_servers_file": "{{file}}"{{named}} } }""";
        var mapped = TinodeConfigReader.Read(Encoding.UTF8.GetBytes(json), folder["tinode.conf"]);
        Assert.Equal(first, mapped.Settings["Calls:IceServers:0:urls:0"]);
        Assert.Equal(first == "stun:of-the-file" ? 3 : 1, mapped.Settings.Keys.Count(key => key.Contains("IceServers", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_Parley_has_not_is_told_only_if_it_was_asked_for()
    {
        var mapped = Read("""
            { "ws_compression_disabled": true, "push": [{ "name": "stdout", "config": { "enabled": false } }], "tls": { "enabled": false, "autocert": {} },
              "cluster_config": { "self": "" }, "plugins": [] }
            """);
        var note = Assert.Single(mapped.Notes);
        Assert.False(note.IsWarning);
        Assert.Contains("ws_compression_disabled", note.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("cluster_config", note.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("tls", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tls_and_the_pages_of_operators_become_settings()
    {
        var mapped = Read("""
            { "tls": { "enabled": true, "cert_file": "c.pem", "key_file": "k.pem", "http_redirect": ":80", "strict_max_age": 604800 },
              "expvar": "debug/vars", "server_status": "/debug/status" }
            """);
        Assert.Empty(mapped.Notes);
        Assert.Equal(
            ["c.pem", "k.pem", ":80", "604800", "/debug/vars", "/debug/status"],
            [.. new[] { "Tls:CertificateFile", "Tls:KeyFile", "Tls:RedirectFrom", "Tls:StrictSeconds", "Management:VarsPath", "Management:StatusPath" }
                .Select(name => mapped.Settings[name])]);
        Assert.True(bool.Parse(mapped.Settings["Tls:Enabled"]!));
    }

    [Theory]
    [InlineData("-"), InlineData("")]
    public void Pages_that_are_switched_off_have_no_paths(string path) =>
        Assert.Empty(Read($$"""{ "expvar": "{{path}}", "server_status": "{{path}}" }""").Settings);

    [Theory]
    [InlineData(":16060", ":16060")]
    [InlineData("", "-")]
    public void An_empty_address_for_gRPC_switches_it_off(string value, string setting) =>
        Assert.Equal(setting, Read($$"""{ "grpc_listen": "{{value}}" }""").Settings["Grpc:Listen"]);

    [Fact]
    public void Numbers_for_which_the_reference_takes_its_default_leave_ours()
    {
        var mapped = Read("""{ "max_message_size": 0, "max_subscriber_count": 1, "max_tag_count": -1, "media": { "use_handler": "fs", "max_size": 0 } }""");
        Assert.DoesNotContain(mapped.Settings.Keys, key => key.StartsWith("Limits:", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_settings_of_the_handler_in_use_count()
    {
        const string Media =
            """
            "gc_period": 60, "gc_block_size": 7, "handlers": {
                "fs": { "upload_dir": "up", "cache_control": "max-age=5", "cors_origins": ["https://a.example.com"] },
                "s3": { "access_key_id": "id", "secret_access_key": "key", "region": "eu", "bucket": "b", "presign_ttl": 9, "disable_ssl": true,
                    "force_path_style": true, "endpoint": "http://localhost:9000", "cors_origins": ["*"], "serve_url": "/elsewhere/" } }
            """;
        var folder = Read($$"""{ "media": { {{Media}}, "use_handler": "fs" } }""").Settings;
        Assert.Equal("fs", folder["Files:Storage"]);
        Assert.Equal("up", folder["Files:Path"]);
        Assert.Equal("max-age=5", folder["Files:CacheControl"]);
        Assert.Equal("https://a.example.com", folder["Files:CorsOrigins:0"]);
        Assert.Equal(("60", "7"), (folder["Files:CollectionSeconds"], folder["Files:CollectedMax"]));

        var mapped = Read($$"""{ "media": { "use_handler": "s3", {{Media}} } }""");
        var bucket = mapped.Settings;
        Assert.Equal("s3", bucket["Files:Storage"]);
        Assert.Equal("*", bucket["Files:CorsOrigins:0"]);
        Assert.Equal("no-cache, must-revalidate", bucket["Files:CacheControl"]);
        Assert.Equal(("id", "key", "eu", "b"), (bucket["Files:S3:AccessKeyId"], bucket["Files:S3:SecretAccessKey"], bucket["Files:S3:Region"], bucket["Files:S3:Bucket"]));
        Assert.Equal(("9", "http://localhost:9000"), (bucket["Files:S3:PresignSeconds"], bucket["Files:S3:Endpoint"]));
        Assert.Contains(mapped.Notes, note => note.Text.Contains("media.handlers.s3.serve_url", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_collected_unless_both_numbers_say_so() =>
        Assert.Equal("0", Read("""{ "media": { "use_handler": "fs", "gc_period": 60 } }""").Settings["Files:CollectionSeconds"]);

    [Fact]
    public void Uploads_are_off_without_a_handler() =>
        Assert.Equal("0", Read("""{ "media": { "use_handler": "", "max_size": 1000 } }""").Settings["Limits:UploadBytesMax"]);

    [Fact]
    public void Servers_for_calls_keep_all_they_say()
    {
        var settings = Read("""
            { "webrtc": { "enabled": true, "ice_servers": [
              { "urls": ["stun:a", "stun:b"] }, { "urls": ["turn:c"], "username": "u", "credential": "c", "credential_type": "password" } ] } }
            """).Settings;
        Assert.Equal("true", settings["Calls:Enabled"], ignoreCase: true);
        Assert.Equal("stun:b", settings["Calls:IceServers:0:urls:1"]);
        Assert.Equal("password", settings["Calls:IceServers:1:credentialtype"]);
    }

    [Theory]
    [InlineData("""{ "listen": 6060 }""", "tinode.conf: listen must be a text, but is 6060.")]
    [InlineData("""{ "max_tag_count": "many" }""", "tinode.conf: max_tag_count must be a whole number, but is \"many\".")]
    [InlineData("""{ "permanent_accounts": 1 }""", "tinode.conf: permanent_accounts must be true or false, but is 1.")]
    [InlineData("""{ "auth_config": { "token": { "key": 4711 } } }""", "tinode.conf: auth_config.token.key must be a text.")]
    [InlineData("{\n  \"listen\" 1 }", "tinode.conf: not JSON at line 2, column 12.")]
    [InlineData("[]", "tinode.conf: must be a JSON object.")]
    [InlineData("""{ "max_message_size": 99999999999 }""", "tinode.conf: what becomes limits.messageBytesMax must be a whole number of at most 2147483647, but is 99999999999.")]
    public void What_is_wrong_is_named(string json, string message) =>
        Assert.Equal(message, Assert.Throws<CommandFailedException>(() => Read(json)).Message);

    [Theory]
    [InlineData("""{ "urls": ["stun:a"] }""", "must be a list of servers")]
    [InlineData("[", "not JSON")]
    [InlineData(null, "does not exist")]
    public void What_is_wrong_with_the_file_of_servers_is_named(string? servers, string message)
    {
        using var folder = new TemporaryFolder();
        if (servers is not null)
            folder.Write("ice.json", servers);
        var file = folder.Write("tinode.conf", """{ "webrtc": { "ice_servers_file": "ice.json" } }""");
        Assert.Contains(message, Assert.Throws<CommandFailedException>(() => TinodeConfigReader.ReadFile(file)).Message, StringComparison.Ordinal);
    }

    private static MappedTinodeConfig Read(string json) => TinodeConfigReader.Read(Encoding.UTF8.GetBytes(json), "tinode.conf");
}
