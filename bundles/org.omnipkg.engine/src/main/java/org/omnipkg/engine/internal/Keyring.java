package org.omnipkg.engine.internal;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/**
 * The user's keyring command, asked for the password of an address that names a user and none, as
 * {@code keyring get SERVICE USER}: for the address itself first, then for its host.
 */
final class Keyring {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String command;
  private final HouseDesk desk;

  /**
   * The keyring of a request.
   *
   * @param setting {@code subprocess}, a command, or nothing for no keyring
   */
  Keyring(String setting, HouseDesk desk) {
    this.command = setting.equals("subprocess") ? "keyring" : setting;
    this.desk = desk;
  }

  /** The source with the password in its address, when the keyring has one. */
  Source unlocked(Source source) {
    URI location = source.location();
    String user = location.getRawUserInfo();
    boolean asked = user != null && !user.isEmpty() && user.indexOf(':') < 0;
    String scheme = String.valueOf(location.getScheme());
    if (command.isEmpty() || !asked || !(scheme.startsWith("http") || scheme.equals("sftp"))) {
      return source;
    }
    String bare = location.toString().replaceFirst("://[^/?#]*@", "://");
    String host = location.getHost() + (location.getPort() < 0 ? "" : ":" + location.getPort());
    return password(bare, user)
        .or(() -> password(host, user))
        .map(
            password ->
                new Source(
                    source.label(),
                    URI.create(
                        location
                            .toString()
                            .replaceFirst(
                                "://[^/?#]*@",
                                Matcher.quoteReplacement("://" + user + ":" + password + "@"))),
                    source.form()))
        .orElse(source);
  }

  /** Encoded as an address wants it. */
  private Optional<String> password(String service, String user) {
    Desk.Output said =
        desk.run(
            new Desk.Command(
                List.of(command, "get", service, URLDecoder.decode(user, StandardCharsets.UTF_8)),
                desk.directory(),
                desk.environment(),
                Optional.of(""),
                PATIENCE,
                Optional.empty()));
    String password = said.out().replaceFirst("\\R$", "");
    return said.exit() == 0 && !password.isEmpty()
        ? Optional.of(URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20"))
        : Optional.empty();
  }
}
