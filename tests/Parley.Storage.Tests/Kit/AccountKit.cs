using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using static Parley.Storage.Tests.Kit.Sample;

namespace Parley.Storage.Tests.Kit;

/// <summary>Logins and credentials (parts A 3.10, A 10.5, B 10.6).</summary>
public abstract class AccountKit<TEngine> : StoreKit<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public async Task A_login_is_read_as_it_was_stored()
    {
        await UsersAsync();
        var record = Login(Alice, "alice") with { Expires = Later(1440) };
        await WriteAsync(new AddAuth(record));
        foreach (var found in new[] { await Store.Auth.FindAsync("basic", "alice", Ct), await Store.Auth.FindAsync(Alice, "basic", Ct) })
        {
            Assert.Equal(record.Secret, found!.Secret);
            Assert.Equal(record, found with { Secret = record.Secret });
        }
        Assert.Null(await Store.Auth.FindAsync("basic", "Alice", Ct));
        Assert.Null(await Store.Auth.FindAsync("rest", "alice", Ct));
        Assert.Null(await Store.Auth.FindAsync(Bob, "basic", Ct));
    }

    [Fact]
    public async Task A_login_is_taken_once_and_a_scheme_used_once()
    {
        await UsersAsync();
        await WriteAsync(new AddAuth(Login(Alice, "alice")), new AddAuth(Login(Bob, "bob")));
        await DuplicateAsync("auth", new AddAuth(Login(Carol, "alice")));
        await DuplicateAsync("auth", new AddAuth(Login(Alice, "alice2")));
        await DuplicateAsync("auth", new UpdateAuth(Bob, "basic") { Login = "alice" });
        await WriteAsync(new AddAuth(Login(Carol, "alice") with { Scheme = "rest" }));
        await ConflictAsync(new UpdateAuth(Carol, "basic") { Login = "carol" });
    }

    [Fact]
    public async Task A_login_changes_in_what_is_named()
    {
        await UsersAsync();
        await WriteAsync(new AddAuth(Login(Bob, "bob")));
        await WriteAsync(new UpdateAuth(Bob, "basic") { Login = "bob12345" });
        Assert.Null(await Store.Auth.FindAsync("basic", "bob", Ct));
        Assert.Equal([1, 2, 3], (await Store.Auth.FindAsync("basic", "bob12345", Ct))!.Secret);
        await WriteAsync(new UpdateAuth(Bob, "basic") { Login = "bob12345", Secret = [9], Level = AuthLevel.Root });
        var record = await Store.Auth.FindAsync(Bob, "basic", Ct);
        Assert.Equal(("bob12345", 9, AuthLevel.Root), (record!.Login, record.Secret[0], record.Level));
        await WriteAsync(new DeleteAuth(Bob), new DeleteAuth(Alice));
        Assert.Null(await Store.Auth.FindAsync(Bob, "basic", Ct));
    }

    [Fact]
    public async Task A_confirmed_value_belongs_to_one_user()
    {
        await UsersAsync();
        await WriteAsync(Cred(Alice, "email", "alice@x", done: true), Cred(Bob, "email", "bob@x", done: true));
        await DuplicateAsync("cred", Cred(Bob, "email", "bob@x", done: true));
        await DuplicateAsync("cred", Cred(Bob, "email", "bob@x"));
        await DuplicateAsync("cred", Cred(Carol, "email", "alice@x"));
        Assert.True(await Store.Credentials.IsConfirmedAsync("email", "alice@x", Ct));
        Assert.False(await Store.Credentials.IsConfirmedAsync("tel", "alice@x", Ct));
        Assert.Equal(Alice, await Store.Users.FindByCredentialAsync("email", "alice@x", Ct));
        Assert.Equal(default, await Store.Users.FindByCredentialAsync("foo", "bar", Ct));
    }

    [Fact]
    public async Task Of_a_method_one_value_waits_and_its_failures_are_remembered()
    {
        await UsersAsync();
        await WriteAsync(Cred(Carol, "tel", "+1", response: "111"));
        await WriteAsync(new FailCredential(Carol, "tel", Later(1)), new FailCredential(Carol, "tel", Later(2)));
        var active = await Store.Credentials.FindActiveAsync(Carol, "tel", Ct);
        Assert.Equal(("+1", "111", 2, false, Later(2)), (active!.Value, active.Response, active.Retries, active.IsDone, active.Updated));
        Assert.Equal(default, await Store.Users.FindByCredentialAsync("tel", "+1", Ct));

        await WriteAsync(Cred(Carol, "tel", "+2", response: "222"));
        Assert.Equal(("+2", 0), await Store.Credentials.FindActiveAsync(Carol, "tel", Ct) is { } second ? (second.Value, second.Retries) : default);
        Assert.Single(await Store.Credentials.OfUserAsync(Carol, Ct));

        await WriteAsync(Cred(Carol, "tel", "+1", response: "333"));
        Assert.Equal(("+1", "333", 2), await Store.Credentials.FindActiveAsync(Carol, "tel", Ct) is { } third ? (third.Value, third.Response, third.Retries) : default);
        Assert.Null(await Store.Credentials.FindActiveAsync(Carol, "email", Ct));
        Assert.Null(await Store.Credentials.FindActiveAsync(Bob, "tel", Ct));
    }

    [Fact]
    public async Task The_waiting_value_is_confirmed()
    {
        await UsersAsync();
        await WriteAsync(Cred(Carol, "tel", "+1"), Cred(Bob, "tel", "+1"));
        await WriteAsync(new ConfirmCredential(Carol, "tel", "+1", Later(3)));
        var done = Assert.Single(await Store.Credentials.OfUserAsync(Carol, Ct));
        Assert.Equal((true, Later(3), Now), (done.IsDone, done.Updated, done.Created));
        Assert.Equal(Carol, await Store.Users.FindByCredentialAsync("tel", "+1", Ct));
        await DuplicateAsync("cred", new ConfirmCredential(Bob, "tel", "+1", Later(4)));
        await ConflictAsync(new ConfirmCredential(Carol, "tel", "+1", Later(4)));
    }

    // A code is compared before its value is confirmed: what was added in between has a code of its own.
    [Fact]
    public async Task Only_the_value_whose_code_was_right_is_confirmed()
    {
        await UsersAsync();
        await WriteAsync(Cred(Carol, "email", "own@x"));
        await WriteAsync(Cred(Carol, "email", "others@x"));
        await ConflictAsync(new ConfirmCredential(Carol, "email", "own@x", Later(3)));
        Assert.False(Assert.Single(await Store.Credentials.OfUserAsync(Carol, Ct)).IsDone);
        Assert.Equal(default, await Store.Users.FindByCredentialAsync("email", "others@x", Ct));
    }

    [Fact]
    public async Task A_confirmed_value_replaces_the_same_users_waiting_one()
    {
        await UsersAsync();
        await WriteAsync(Cred(Carol, "email", "c@x"), Cred(Carol, "email", "c@x", done: true));
        Assert.True(Assert.Single(await Store.Credentials.OfUserAsync(Carol, Ct)).IsDone);
    }

    [Fact]
    public async Task A_removed_value_with_failures_is_hidden_and_comes_back_with_them()
    {
        await UsersAsync();
        await WriteAsync(
            Cred(Alice, "email", "a@x", done: true), Cred(Alice, "email", "a@y", done: true), Cred(Alice, "email", "a@z"), Cred(Alice, "tel", "+1", done: true));
        await WriteAsync(new DeleteCredential(Alice, "email", "a@x", Now));
        Assert.Equal(3, (await Store.Credentials.OfUserAsync(Alice, Ct)).Count);
        await WriteAsync(new FailCredential(Alice, "email", Now));
        await WriteAsync(new DeleteCredential(Alice, "email", null, Now), new DeleteCredential(Alice, "email", "nothing", Now));
        Assert.Equal("+1", Assert.Single(await Store.Credentials.OfUserAsync(Alice, Ct)).Value);
        await WriteAsync(Cred(Alice, "email", "a@z"));
        Assert.Equal(1, (await Store.Credentials.FindActiveAsync(Alice, "email", Ct))!.Retries);
        await WriteAsync(Cred(Bob, "email", "a@x", done: true));
    }

    private static AuthRecord Login(UserId user, string login) => new(user, "basic", login, AuthLevel.Authenticated, [1, 2, 3]);

    private static PutCredential Cred(UserId user, string method, string value, bool done = false, string response = "") => new(new StoredCredential
    {
        User = user, Method = method, Value = value, Response = response, IsDone = done, Created = Now, Updated = Now,
    });

    private Task UsersAsync() => WriteAsync(new CreateUser(UserRow(Alice)), new CreateUser(UserRow(Bob)), new CreateUser(UserRow(Carol)));
}
