package org.omnipkg.fetch.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The JDK's own authorities and those of the PEM bundles that the environment names. */
public final class Trust {
  static final List<String> VARIABLES = List.of("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT");
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");

  private final Map<String, String> environment;

  public Trust(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  public SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int index = 0;
      for (X509Certificate authority : authorities(null)) {
        store.setCertificateEntry("jdk-" + index++, authority);
      }
      for (Path bundle : bundles()) {
        for (X509Certificate certificate : certificates(bundle)) {
          store.setCertificateEntry("bundle-" + index++, certificate);
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no TLS in this JVM", e);
    }
  }

  private List<Path> bundles() {
    return VARIABLES.stream()
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .distinct()
        .map(Path::of)
        .filter(Files::isRegularFile)
        .toList();
  }

  /** The JDK's own. */
  static List<X509Certificate> authorities() throws GeneralSecurityException {
    return authorities(null);
  }

  private static List<X509Certificate> authorities(@Nullable KeyStore store)
      throws GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    for (TrustManager manager : managers(store)) {
      if (manager instanceof X509TrustManager known) {
        found.addAll(List.of(known.getAcceptedIssuers()));
      }
    }
    return found;
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static List<X509Certificate> certificates(Path bundle)
      throws GeneralSecurityException, IOException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> found = new ArrayList<>();
    Matcher blocks = PEM.matcher(Files.readString(bundle, StandardCharsets.ISO_8859_1));
    while (blocks.find()) {
      byte[] block = blocks.group().getBytes(StandardCharsets.ISO_8859_1);
      try {
        found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
      } catch (CertificateException e) {
        // one odd certificate of a bundle must not cost the others
      }
    }
    return found;
  }
}
