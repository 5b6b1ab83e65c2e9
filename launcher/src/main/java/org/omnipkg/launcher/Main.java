package org.omnipkg.launcher;

import java.util.Arrays;
import java.util.List;

/** {@code Main daemon | once ARGV… | client ARGV…}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(Arrays.asList(args)));
  }

  private static int run(List<String> args) {
    try {
      Distribution distribution = Distribution.find();
      String mode = args.isEmpty() ? "" : args.get(0);
      List<String> argv = args.subList(Math.min(1, args.size()), args.size());
      Words words = Words.of(argv, System.getenv());
      if (mode.equals("client") && words.version()) {
        return Client.tellVersion(distribution, words.json());
      }
      Home home = Home.find();
      return switch (mode) {
        case "daemon" -> new Daemon(distribution, home).serve();
        case "once" -> new Once(distribution, home).command(argv);
        case "train" -> new Training(distribution, home).run();
        case "client" -> new Client(distribution, home).run(argv, words);
        default -> throw new Trouble("client.system", "usage: daemon | once ARGV… | client ARGV…");
      };
    } catch (Trouble trouble) {
      System.err.println("error: " + trouble.told());
      return 1;
    }
  }
}
