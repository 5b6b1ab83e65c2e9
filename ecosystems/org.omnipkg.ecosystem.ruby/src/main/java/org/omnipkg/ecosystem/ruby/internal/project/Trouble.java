package org.omnipkg.ecosystem.ruby.internal.project;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** What is said of a project's file that cannot be read, or not without running it. */
final class Trouble {
  private Trouble() {}

  static Refusal malformed(String file, int line, String what) {
    return new Refusal(
        Diagnostic.user(
            "project.malformed",
            "cannot read `" + file + "`: " + what + " in line " + line,
            "correct it; `bundle check` says how bundler reads it"));
  }

  /** It is Ruby, but only running it could tell what it means. */
  static Refusal beyond(String file, int line, String what) {
    return new Refusal(
        Diagnostic.user(
                "project.malformed",
                "`" + file + "` is not run, and " + what + " in line " + line + " would need that",
                "name the gems yourself, e.g. `omnipkg install ruby:rails`, or say it in plain"
                    + " lines")
            .with(
                List.of(
                    "understood are `source`, `gem`, `group`, `platforms`, `ruby` and `gemspec`"
                        + " with plain values")));
  }

  /** More than plain lines, and no bundler to ask. */
  static Refusal unevaluated(Refusal beyond) {
    Diagnostic why = beyond.diagnostic();
    List<String> lines = new ArrayList<>(why.details());
    lines.add("no Ruby on this machine has a bundler that could be asked");
    return new Refusal(
        new Diagnostic(why.code(), why.kind(), why.message(), lines, why.hint()), beyond);
  }

  static Refusal place(String gem, String where) {
    return new Refusal(
        Diagnostic.user(
            "project.malformed",
            "the repository of `" + gem + "` in " + where + " has an address that cannot be read",
            "write it as `git: \"https://host/path.git\"`"));
  }

  /** As bundler says where a gem comes from. */
  static Refusal elsewhere(String file, String gem, String from) {
    return new Refusal(
        Diagnostic.user(
            "project.malformed",
            "`"
                + file
                + "` takes `"
                + gem
                + "` from a place of its own ("
                + from
                + "), which is"
                + " not supported",
            "build the gem and put it into a folder: `gem build`, then `--find-links DIR`"));
  }

  static Refusal elsewhere(String file, int line, String gem, String option) {
    return new Refusal(
        Diagnostic.user(
            "project.malformed",
            "`"
                + file
                + "` takes `"
                + gem
                + "` from a place of its own (`"
                + option
                + ":` in line "
                + line
                + "), which is not supported",
            "build the gem and put it into a folder: `gem build`, then `--find-links DIR`"));
  }
}
