package org.omnipkg.shell.internal.verb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.api.Commands;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.render.Console;

/** Asks on the terminal which package a word means, where a flow refused to guess. */
final class Choosing {
  private static final String CODE = "requirement.ambiguous";
  private static final Pattern WORD = Pattern.compile("^`([^`]+)`");
  private static final Pattern MEANING = Pattern.compile("^[a-z][a-z0-9]*:\\S+");
  private static final int LONGEST = 100;

  private final Commands.Invocation invocation;
  private final Console console;

  Choosing(Commands.Invocation invocation, Console console) {
    this.invocation = invocation;
    this.console = console;
  }

  /**
   * The words with the one in question answered.
   *
   * @throws Refusal the same one, where nobody can be asked or nobody answers
   */
  List<String> settled(List<String> words, Refusal refusal) {
    Diagnostic diagnostic = refusal.diagnostic();
    Matcher word = WORD.matcher(diagnostic.message());
    Commands.Terminal terminal = invocation.terminal();
    List<String> meanings =
        diagnostic.details().stream().filter(line -> MEANING.matcher(line).find()).toList();
    if (!diagnostic.code().equals(CODE)
        || !terminal.in()
        || !terminal.err()
        || meanings.isEmpty()
        || !word.find()
        || !words.contains(word.group(1))) {
      throw refusal;
    }
    String asked = word.group(1);
    console.say(diagnostic.message());
    for (int i = 0; i < meanings.size(); i++) {
      console.say("  " + (i + 1) + "  " + meanings.get(i));
    }
    console.say("Which one? 1 to " + meanings.size() + "; anything else leaves it");
    String meant = chosen(meanings).orElseThrow(() -> refusal);
    return words.stream().map(one -> one.equals(asked) ? meant : one).toList();
  }

  private Optional<String> chosen(List<String> meanings) {
    String answer = line().strip();
    if (!answer.matches("[1-9][0-9]?") || Integer.parseInt(answer) > meanings.size()) {
      return Optional.empty();
    }
    Matcher meaning = MEANING.matcher(meanings.get(Integer.parseInt(answer) - 1));
    return meaning.find() ? Optional.of(meaning.group()) : Optional.empty();
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    InputStream in = invocation.in();
    try {
      for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST; c = in.read()) {
        line.append((char) c);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
