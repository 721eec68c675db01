// Package deploy reads what brings a site to its server and sets the server up on
// the way: installers of WiX (wix.go), build files of NAnt and MSBuild (build.go)
// and project files (project.go), Dockerfiles (docker.go, heredoc.go), playbooks of
// Ansible and pipelines (yaml.go). The scripts and command lines in them are for
// package setup to follow.
package deploy
