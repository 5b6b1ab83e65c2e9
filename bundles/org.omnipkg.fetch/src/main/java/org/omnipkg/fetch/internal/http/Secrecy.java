package org.omnipkg.fetch.internal.http;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * What a conversation over TLS is made of, done for practice with throw-away keys and the public
 * certificates at hand. A JVM computes the first of each hundreds of times slower than the later.
 */
final class Secrecy {
  private static final int RECORD = 16_384;
  private static final int RECORDS = 24;
  private static final int AUTHORITIES = 6;

  private Secrecy() {}

  static void practise(SSLContext context) {
    try {
      greet(context);
      agree();
      encrypt();
      List<X509Certificate> authorities = Trust.authorities();
      for (X509Certificate one :
          authorities.subList(0, Math.min(AUTHORITIES, authorities.size()))) {
        one.verify(one.getPublicKey());
      }
    } catch (GeneralSecurityException | SSLException e) {
      throw new IllegalStateException("no TLS in this JVM", e);
    }
  }

  /** The first words said to any server. */
  private static void greet(SSLContext context) throws SSLException {
    SSLEngine engine = context.createSSLEngine("registry.invalid", 443);
    engine.setUseClientMode(true);
    engine.beginHandshake();
    ByteBuffer said = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), said);
  }

  private static void agree() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519");
    KeyPair mine = generator.generateKeyPair();
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(mine.getPrivate());
    agreement.doPhase(generator.generateKeyPair().getPublic(), true);
    agreement.generateSecret();
  }

  private static void encrypt() throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
    byte[] record = new byte[RECORD];
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < RECORDS; i++) {
      byte[] once = ByteBuffer.allocate(12).putInt(i).array();
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, once));
      byte[] secret = cipher.doFinal(record);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, once));
      cipher.doFinal(secret);
      sha256.update(record);
    }
  }
}
