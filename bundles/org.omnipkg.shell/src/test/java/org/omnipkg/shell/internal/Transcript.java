package org.omnipkg.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands with all they printed, as a file. A command is a line {@code $ omnipkg ...}, perhaps
 * with variables before the name; what follows up to the next one is its exit code, standard output
 * and standard error. {@code -Daccept} writes what was printed into the file instead of comparing.
 */
public final class Transcript {
  private final Path file;
  private final Map<String, String> filters;

  /**
   * A file to be compared.
   *
   * @param filters regular expressions for what differs from run to run, and what to write instead
   */
  public Transcript(Path file, Map<String, String> filters) {
    this.file = file;
    this.filters = filters;
  }

  /** What one command did. */
  public record Result(int code, String out, String err) {}

  /** Runs a command. */
  @FunctionalInterface
  public interface Runner {
    Result run(Map<String, String> variables, List<String> argv);
  }

  public static boolean accepting() {
    String accept = System.getProperty("accept");
    return accept != null && !accept.equals("false");
  }

  public void check(Runner runner) throws IOException {
    String wanted = Files.readString(file).replace("\r\n", "\n");
    StringBuilder printed = new StringBuilder();
    boolean heading = true;
    int commands = 0;
    for (String line : wanted.split("\n", -1)) {
      if (line.startsWith("$ ")) {
        heading = false;
        commands++;
        printed.append(line).append('\n').append(filtered(run(runner, line.substring(2))));
      } else if (heading) {
        printed.append(line).append('\n');
      }
    }
    if (commands == 0) {
      throw new IllegalArgumentException("no commands in " + file);
    }
    if (accepting()) {
      Files.writeString(file, printed);
    } else {
      assertEquals(wanted, printed.toString(), file + " differs; -Daccept accepts what is printed");
    }
  }

  private static String run(Runner runner, String line) {
    Map<String, String> variables = new LinkedHashMap<>();
    List<String> words = new ArrayList<>(split(line));
    while (words.get(0).contains("=")) {
      String[] pair = words.remove(0).split("=", 2);
      variables.put(pair[0], pair[1]);
    }
    if (!words.remove(0).equals("omnipkg")) {
      throw new IllegalArgumentException("not a command of ours: " + line);
    }
    Result result = runner.run(variables, words);
    StringBuilder text = new StringBuilder("exit " + result.code() + "\n");
    section(text, "stdout", result.out());
    section(text, "stderr", result.err());
    return text.append('\n').toString();
  }

  private static void section(StringBuilder text, String name, String content) {
    if (!content.isEmpty()) {
      text.append("--- ").append(name).append('\n').append(content);
      if (!content.endsWith("\n")) {
        text.append("\\ no newline at the end\n");
      }
    }
  }

  private String filtered(String text) {
    String result = text;
    for (Map.Entry<String, String> filter : filters.entrySet()) {
      result = result.replaceAll(filter.getKey(), filter.getValue());
    }
    return result;
  }

  /** Single quotes keep a word together; nothing else is special. */
  private static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean started = false;
    for (char c : line.toCharArray()) {
      if (c == '\'') {
        quoted = !quoted;
        started = true;
      } else if (c == ' ' && !quoted) {
        if (started) {
          words.add(word.toString());
        }
        word.setLength(0);
        started = false;
      } else {
        word.append(c);
        started = true;
      }
    }
    if (started) {
      words.add(word.toString());
    }
    return words;
  }
}
