package org.omnipkg.fetch.internal.shared;

import java.net.URI;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** The refusals of this room, worded once. {@code what} is a filename or a label, no address. */
public final class Trouble {
  private Trouble() {}

  public static Refusal offline(String what) {
    return outside(
        "fetch.offline",
        "`" + what + "` is not in the cache and offline mode forbids to fetch it",
        "run the command once without `--offline`",
        null);
  }

  public static Refusal noNetwork(String what, Throwable cause) {
    return new Refusal(noNetwork(what), cause);
  }

  /** Names the host: it is what a network knows, and no secret. */
  public static Refusal noNetwork(String what, URI location, Throwable cause) {
    String host = String.valueOf(location.getHost());
    String server = location.getPort() < 0 ? host : host + ":" + location.getPort();
    return new Refusal(noNetwork(what).with(List.of("asked: `" + server + "`")), cause);
  }

  private static Diagnostic noNetwork(String what) {
    return Diagnostic.outside(
        "fetch.no-network",
        "the server of `" + what + "` cannot be reached",
        "check the network and the proxy settings; `--offline` uses what is cached");
  }

  public static Refusal stalled(String what, long seconds, Throwable cause) {
    return outside(
        "fetch.stalled",
        "no byte of `" + what + "` came for " + seconds + " s",
        "run the command again; a download goes on where it stopped",
        cause);
  }

  public static Refusal server(String what, int status, @Nullable Throwable cause) {
    return outside(
        "fetch.server-error", "the server answered `" + status + "` for `" + what + "`", "", cause);
  }

  public static Refusal forbidden(String what, int status) {
    String hint =
        status == 407
            ? "put the proxy's user and password into `HTTPS_PROXY`"
            : "put user and password of that server into `~/.netrc` or into the index's address";
    return refusal(
        Diagnostic.Kind.USER,
        "fetch.forbidden",
        "the server does not let you have `" + what + "` (it answered `" + status + "`)",
        hint,
        null);
  }

  /**
   * A server that wants to know who asks.
   *
   * @param source label of the index or place it belongs to, or empty
   * @param said its answer in its own terms
   */
  public static Refusal unauthorized(String what, String source, String said) {
    String who = source.isEmpty() ? "the server" : "`" + source + "`";
    return refusal(
        Diagnostic.Kind.USER,
        "fetch.unauthorized",
        who + " does not let you have `" + what + "` (" + said + ")",
        "put user and password for its host into `~/.netrc`; `omnipkg explain fetch.unauthorized`"
            + " tells the other ways",
        null);
  }

  public static Refusal unknownHost(String what, Throwable cause) {
    return refusal(
        Diagnostic.Kind.USER,
        "fetch.unknown-host",
        "the server of `" + what + "` is none of your known SSH hosts",
        "connect to it once with `sftp` and compare the fingerprint it shows",
        cause);
  }

  public static Refusal changedHost(String what, Throwable cause) {
    return refusal(
        Diagnostic.Kind.USER,
        "fetch.changed-host",
        "the server of `" + what + "` shows another key than the one you know it by",
        "ask whoever runs it; only then `ssh-keygen -R HOST` and connect once with `sftp`",
        cause);
  }

  public static Refusal untrusted(String what, Throwable cause) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof CertificateNotYetValidException
          || e instanceof CertificateExpiredException) {
        return outside(
            "fetch.certificate-date",
            "the certificate of the server of `"
                + what
                + "` is not valid at this machine's date, "
                + LocalDate.now(ZoneId.systemDefault()),
            "set the clock; where the date is right, the server's certificate must be renewed",
            cause);
      }
    }
    return outside(
        "fetch.untrusted",
        "the certificate of the server of `" + what + "` is not trusted",
        "if a proxy stands between, set `SSL_CERT_FILE` to a PEM file with its certificate",
        cause);
  }

  public static Refusal notFound(String what) {
    return outside("fetch.not-found", "`" + what + "` is not where it should be", "", null);
  }

  public static Refusal truncated(String what, long got, long expected, @Nullable Throwable cause) {
    String amount = expected < 0 ? got + " bytes" : got + " of " + expected + " bytes";
    return outside(
        "fetch.truncated", "`" + what + "` arrived only in part (" + amount + ")", "", cause);
  }

  public static Refusal wrongHash(String what, String algorithm, String expected, String found) {
    Diagnostic diagnostic =
        Diagnostic.outside(
            "fetch.wrong-hash", "`" + what + "` is not the file that the index promises", "");
    return new Refusal(
        diagnostic.with(
            List.of(
                "expected " + algorithm + " " + expected, "found    " + algorithm + " " + found)));
  }

  public static Refusal noHash(String what) {
    return outside(
        "fetch.no-hash", "nothing vouches for `" + what + "`: no strong hash is stated", "", null);
  }

  public static Refusal badRedirect(String what, String why) {
    return outside(
        "fetch.bad-redirect", "the server sends `" + what + "` elsewhere: " + why, "", null);
  }

  public static Refusal tooLarge(String what, long limit) {
    return outside(
        "fetch.too-large",
        "`" + what + "` is larger than the " + limit + " bytes a document may have",
        "",
        null);
  }

  public static Refusal unsupported(String what, String scheme) {
    return refusal(
        Diagnostic.Kind.USER,
        "fetch.unsupported",
        "nothing here can read `" + what + "` from a `" + scheme + "` address",
        "",
        null);
  }

  public static Refusal malformed(String what) {
    return refusal(
        Diagnostic.Kind.USER,
        "fetch.malformed",
        "`" + what + "` is not `maven:group:artifact:extension:classifier:version`",
        "",
        null);
  }

  public static Refusal settings(String file, Throwable cause) {
    return refusal(
        Diagnostic.Kind.USER,
        "fetch.maven-settings",
        "Maven's settings `" + file + "` cannot be read",
        "`mvn help:effective-settings` says what is wrong with them",
        cause);
  }

  public static Refusal unreadable(String what, Throwable cause) {
    return outside("fetch.unreadable", "`" + what + "` cannot be read", "", cause);
  }

  public static Refusal noFolder(String what) {
    return refusal(
        Diagnostic.Kind.USER,
        "fetch.no-folder",
        "`" + what + "` is neither a folder nor an archive",
        "",
        null);
  }

  public static Refusal notWritten(String what, Throwable cause) {
    return refusal(
        Diagnostic.Kind.RESOURCES,
        "fetch.not-written",
        "`"
            + what
            + "` could not be written to disk: "
            + Redaction.words(String.valueOf(cause.getMessage())),
        "",
        cause);
  }

  private static Refusal outside(
      String code, String message, String hint, @Nullable Throwable cause) {
    return refusal(Diagnostic.Kind.OUTSIDE, code, message, hint, cause);
  }

  private static Refusal refusal(
      Diagnostic.Kind kind, String code, String message, String hint, @Nullable Throwable cause) {
    return new Refusal(new Diagnostic(code, kind, message, List.of(), hint), cause);
  }
}
