namespace Parley.Server.Commands.Completion;

/// <summary>
/// The scripts for shells. All of them ask <c>parley</c> itself, by its <c>[suggest]</c> directive: the position of the cursor, then the
/// line.
/// </summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # Completes parley in bash: source <(parley completion bash)
        _parley() {
            local line
            COMPREPLY=()
            while IFS= read -r line; do
                [[ $line == "${COMP_WORDS[COMP_CWORD]}"* ]] && COMPREPLY+=("$line")
            done < <("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
        }
        complete -o default -F _parley parley

        """;

    private const string Zsh = """
        #compdef parley
        # Completes parley in zsh: a file _parley in a folder of $fpath, or source <(parley completion zsh)
        _parley() {
            local -a found
            found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- "${(@)found:#}"
        }
        if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
            _parley "$@"
        else
            compdef _parley parley
        fi

        """;

    private const string Fish = """
        # Completes parley in fish: ~/.config/fish/completions/parley.fish
        complete -c parley -f -a '(parley "[suggest:"(commandline -C)"]" (commandline -b) 2>/dev/null)'

        """;

    private const string PowerShell = """
        # Completes parley in PowerShell: a line of $PROFILE
        Register-ArgumentCompleter -Native -CommandName parley -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            parley "[suggest:$cursorPosition]" "$commandAst" 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => PowerShell,
    };
}
