using System.Text;

namespace Parley.Load.Accounts;

/// <summary>An account the load tool made for itself.</summary>
internal sealed class Account(string login, string password, string userId, string token)
{
    public string Login { get; } = login;

    public string Password { get; } = password;

    /// <summary><c>usr…</c></summary>
    public string UserId { get; } = userId;

    /// <summary>The newest login token, base64.</summary>
    public string Token { get; set; } = token;

    /// <summary>Secret of the scheme <c>basic</c>, base64.</summary>
    public string BasicSecret => SecretOf(Login, Password);

    public static string SecretOf(string login, string password) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}"));
}
