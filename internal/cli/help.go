package cli

import "github.com/spf13/cobra"

// explainItself lets the commands that cobra brings take mistakes as seriously
// as all others: by itself it answers an unknown topic or shell with the help
// of something else, and status 0.
func explainItself(root *cobra.Command) {
	root.SetHelpCommand(&cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Show what a command does, and its flags",
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return unknownCommand(c, rest)
			}
			c.InitDefaultHelpFlag()
			return c.Help()
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			c, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var out []cobra.Completion
			for _, sub := range c.Commands() {
				if sub.IsAvailableCommand() {
					out = append(out, cobra.CompletionWithDesc(sub.Name(), sub.Short))
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
	})
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		c.Short = "Write the script with which a shell completes commands, flags and rules"
		c.Example = `  cdolint completion bash > /etc/bash_completion.d/cdolint
  cdolint completion powershell | Out-String | Invoke-Expression`
		c.Args = func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return arguments(1, 1, "a shell: bash, zsh, fish or powershell")(c, args)
			}
			return unknownCommand(c, args)
		}
		c.RunE = func(*cobra.Command, []string) error { return nil } // Args lets nothing through
		for _, shell := range c.Commands() {
			shell.Args = arguments(0, 0, "")
		}
	}
}
