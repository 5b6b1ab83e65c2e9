package org.omnipkg.fetch.internal.practice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a certificate for {@link #HOST}, made for one run of practice and known to nobody else;
 * nothing of it is written down.
 */
final class Identity {
  static final String HOST = "localhost";
  private static final char[] OPEN = "practice".toCharArray();

  /** ecdsa-with-SHA256. */
  private static final byte[] SIGNED =
      Der.of(Der.SEQUENCE, Der.object(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

  private static final byte[] COMMON_NAME = Der.object(0x55, 0x04, 0x03);
  private static final byte[] OTHER_NAMES = Der.object(0x55, 0x1d, 0x11);
  private static final int DNS = 0x82;
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;

  private final SSLContext server;
  private final SSLContext client;

  Identity() throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    X509Certificate certificate = certificate(pair);
    KeyStore own = store();
    own.setKeyEntry("own", pair.getPrivate(), OPEN, new X509Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, OPEN);
    server = SSLContext.getInstance("TLS");
    server.init(keys.getKeyManagers(), null, null);
    KeyStore trusted = store();
    trusted.setCertificateEntry("own", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    client = SSLContext.getInstance("TLS");
    client.init(null, trust.getTrustManagers(), null);
  }

  /** Shows the certificate. */
  SSLContext server() {
    return server;
  }

  /** Believes that certificate and no other. */
  SSLContext client() {
    return client;
  }

  /** In memory, and of a kind that does not make an effort to hide its keys there. */
  private static KeyStore store() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    return store;
  }

  private static X509Certificate certificate(KeyPair pair) throws GeneralSecurityException {
    byte[] name =
        Der.of(
            Der.SEQUENCE,
            Der.of(
                Der.SET,
                Der.of(Der.SEQUENCE, COMMON_NAME, Der.text(Der.TEXT, "omnipkg practice"))));
    Instant now = Instant.now();
    byte[] statement =
        Der.of(
            Der.SEQUENCE,
            Der.of(VERSION, Der.number(2)),
            Der.number(1),
            SIGNED,
            name,
            Der.of(Der.SEQUENCE, time(now, -1), time(now, 1)),
            name,
            pair.getPublic().getEncoded(),
            Der.of(
                EXTENSIONS,
                Der.of(
                    Der.SEQUENCE,
                    Der.of(
                        Der.SEQUENCE,
                        OTHER_NAMES,
                        Der.of(Der.OCTETS, Der.of(Der.SEQUENCE, Der.text(DNS, HOST)))))));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(statement);
    byte[] whole = Der.of(Der.SEQUENCE, statement, SIGNED, Der.bits(signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }

  private static byte[] time(Instant now, int days) {
    return Der.text(
        Der.TIME,
        DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(now.plus(days, ChronoUnit.DAYS)));
  }
}
