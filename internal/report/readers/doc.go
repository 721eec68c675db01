// Package readers has what cdolint writes read by programs of others that read
// these formats: reviewdog (Checkstyle, SARIF) and go-junit (JUnit). It is a
// module of its own, so that cdolint does not depend on them.
package readers
