using static Parley.Server.Settings.Tinode.TinodeKeyUse;
using static Parley.Server.Settings.Tinode.TinodeValue;

namespace Parley.Server.Settings.Tinode;

/// <summary>The keys of the reference's configuration (part A 8.2). docs/operations.md has the same table for people.</summary>
internal static class TinodeKeys
{
    public static readonly IReadOnlyDictionary<string, TinodeKey> All = new TinodeKey[]
    {
        new("listen", Special, Text),
        new("api_path", Special, Text),
        new("cache_control", Maps, Number, "Http:CacheSeconds", 0),
        new("static_mount", Special, Text),
        new("static_data", Ignored),
        new("ws_compression_disabled", NotSupported),
        new("use_x_forwarded_for", Maps, Flag, "Http:UseForwardedFor"),
        new("x_frame_options", Special, Text),
        new("api_key_salt", Maps, Text, "Secrets:ApiKeySalt"),
        new("max_message_size", Maps, Number, "Limits:MessageBytesMax", 1),
        new("max_subscriber_count", Maps, Number, "Limits:SubscribersMax", 2),
        new("max_tag_count", Maps, Number, "Limits:TagsMax", 1),
        new("masked_tags", Maps, List, "Topics:MaskedTags"),
        new("alias_tag", Maps, Text, "Topics:AliasTag"),
        new("p2p_delete_enabled", Maps, Flag, "Topics:P2PDeleteEnabled"),
        new("msg_delete_age", Maps, Number, "Topics:MessageDeleteAgeSeconds", 0),
        new("permanent_accounts", Maps, Flag, "Accounts:Permanent"),
        new("default_country_code", Maps, Text, "Accounts:DefaultCountry"),

        new("store_config.uid_key", Maps, Text, "Secrets:UidKey"),
        new("store_config.max_results", NotSupported),
        new("store_config.use_adapter", Ignored),
        new("store_config.adapters", NotSupported),

        new("auth_config.basic.add_to_tags", Maps, Flag, "Accounts:LoginInTags"),
        new("auth_config.basic.min_login_length", Maps, Number, "Accounts:LoginLengthMin", 1),
        new("auth_config.basic.min_password_length", Maps, Number, "Accounts:PasswordLengthMin", 1),
        new("auth_config.token.expire_in", Maps, Number, "Accounts:TokenSeconds"),
        new("auth_config.token.serial_num", Maps, Number, "Accounts:TokenSerial"),
        new("auth_config.token.key", Maps, Text, "Secrets:TokenKey"),
        new("auth_config.code.expire_in", Maps, Number, "Accounts:CodeSeconds"),
        new("auth_config.code.max_retries", Maps, Number, "Accounts:CodeRetriesMax"),
        new("auth_config.code.code_length", Maps, Number, "Accounts:CodeLength"),
        new("auth_config.logical_names", NotSupported),
        new("auth_config.anonymous", Ignored),
        new("auth_config.rest", NotSupported),

        new("acc_validation.email.add_to_tags", Maps, Flag, "Accounts:Email:AddToTags"),
        new("acc_validation.email.required", Maps, List, "Accounts:Email:Required"),
        new("acc_validation.email.config.debug_response", Maps, Text, "Accounts:Email:DebugResponse"),
        new("acc_validation.email.config.max_retries", Maps, Number, "Accounts:Email:RetriesMax", 1),
        new("acc_validation.email.config.code_length", Maps, Number, "Accounts:Email:CodeLength", 1),
        new("acc_validation.email.config.domains", Maps, List, "Accounts:Email:Domains"),
        new("acc_validation.email.config.host_url", NotSupported),
        new("acc_validation.email.config.smtp_server", NotSupported),
        new("acc_validation.email.config.smtp_port", NotSupported),
        new("acc_validation.email.config.smtp_helo_host", NotSupported),
        new("acc_validation.email.config.sender", NotSupported),
        new("acc_validation.email.config.login", NotSupported),
        new("acc_validation.email.config.sender_password", NotSupported),
        new("acc_validation.email.config.auth_mechanism", NotSupported),
        new("acc_validation.email.config.insecure_skip_verify", NotSupported),
        new("acc_validation.email.config.languages", NotSupported),
        new("acc_validation.email.config.validation_templ", NotSupported),
        new("acc_validation.email.config.reset_secret_templ", NotSupported),
        new("acc_validation.tel.add_to_tags", Maps, Flag, "Accounts:Tel:AddToTags"),
        new("acc_validation.tel.required", Maps, List, "Accounts:Tel:Required"),
        new("acc_validation.tel.config.debug_response", Maps, Text, "Accounts:Tel:DebugResponse"),
        new("acc_validation.tel.config.max_retries", Maps, Number, "Accounts:Tel:RetriesMax", 1),
        new("acc_validation.tel.config.code_length", Maps, Number, "Accounts:Tel:CodeLength", 1),
        new("acc_validation.tel.config.host_url", NotSupported),
        new("acc_validation.tel.config.languages", NotSupported),
        new("acc_validation.tel.config.universal_templ", NotSupported),
        new("acc_validation.tel.config.sender", NotSupported),
        new("acc_validation.tel.config.twilio_conf", NotSupported),

        new("media.use_handler", Special, Text),
        new("media.max_size", Special, Number),
        new("media.gc_period", NotSupported),
        new("media.gc_block_size", NotSupported),
        new("media.handlers", NotSupported),

        new("webrtc.enabled", Maps, Flag, "Calls:Enabled"),
        new("webrtc.call_establishment_timeout", Maps, Number, "Calls:TimeoutSeconds", 1),
        new("webrtc.ice_servers", Special, List),
        new("webrtc.ice_servers_file", Special, Text),

        new("tls.enabled", Maps, Flag, "Tls:Enabled"),
        new("tls.cert_file", Maps, Text, "Tls:CertificateFile"),
        new("tls.key_file", Maps, Text, "Tls:KeyFile"),
        new("tls.http_redirect", Maps, Text, "Tls:RedirectFrom"),
        new("tls.strict_max_age", Maps, Number, "Tls:StrictSeconds", 0),
        new("tls.autocert", NotSupported),
        new("grpc_listen", NotSupported),
        new("grpc_keepalive_enabled", NotSupported),
        new("expvar", Special, Text),
        new("server_status", Special, Text),
        new("cluster_config", NotSupported),
        new("plugins", NotSupported),
        new("push", NotSupported),
        new("acc_gc_config", NotSupported),
    }.ToDictionary(key => key.Path);

    /// <summary>Whether known keys lie below this path.</summary>
    public static bool IsGroup(string path) => All.Keys.Any(key => key.StartsWith(path + ".", StringComparison.Ordinal));
}
