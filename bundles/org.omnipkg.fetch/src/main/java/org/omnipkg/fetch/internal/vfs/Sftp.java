package org.omnipkg.fetch.internal.vfs;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.OpenSSHConfig;
import com.jcraft.jsch.SSHAgentConnector;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.auth.StaticUserAuthenticator;
import org.apache.commons.vfs2.impl.DefaultFileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.sftp.IdentityProvider;
import org.apache.commons.vfs2.provider.sftp.SftpFileSystemConfigBuilder;
import org.omnipkg.fetch.internal.http.Credentials;

/**
 * How an SSH server is reached: as the asker's own {@code sftp} would, but never with a question. A
 * server whose key is not known is refused.
 */
final class Sftp {
  private static final List<String> KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Map<String, String> environment;
  private final Path folder;

  Sftp(Map<String, String> environment) {
    this.environment = environment;
    this.folder =
        Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")))
            .resolve(".ssh");
  }

  FileSystemOptions options(URI location) throws FileSystemException {
    FileSystemOptions options = new FileSystemOptions();
    SftpFileSystemConfigBuilder sftp = SftpFileSystemConfigBuilder.getInstance();
    sftp.setStrictHostKeyChecking(options, "yes");
    sftp.setKnownHosts(options, folder.resolve("known_hosts").toFile());
    sftp.setUserDirIsRoot(options, false);
    sftp.setDisableDetectExecChannel(options, true);
    sftp.setPreferredAuthentications(options, "publickey,password,keyboard-interactive");
    sftp.setConnectTimeout(options, CONNECT);
    sftp.setSessionTimeout(options, SILENCE);
    // else VFS would take a key of the daemon's own user
    sftp.setIdentityProvider(options, new IdentityProvider[0]);
    sftp.setIdentityRepositoryFactory(options, jsch -> new Keys(identities()));
    Path configuration = folder.resolve("config");
    if (Files.isReadable(configuration)) {
      try {
        sftp.setConfigRepository(options, OpenSSHConfig.parseFile(configuration.toString()));
      } catch (IOException e) {
        throw new FileSystemException(e);
      }
    }
    authenticate(location, options);
    return options;
  }

  private void authenticate(URI location, FileSystemOptions options) throws FileSystemException {
    String given = location.getUserInfo() == null ? "" : location.getUserInfo();
    String[] words = given.split(":", 2);
    String user = words[0];
    String password = words.length > 1 ? words[1] : "";
    if (password.isEmpty() && location.getHost() != null) {
      String[] login = new Credentials(environment).login(location.getHost(), user);
      user = login[0].isEmpty() ? user : login[0];
      password = login[1];
    }
    if (user.isEmpty()) {
      String name = environment.getOrDefault("USER", environment.getOrDefault("LOGNAME", ""));
      user = name.isEmpty() ? System.getProperty("user.name", "") : name;
    }
    DefaultFileSystemConfigBuilder.getInstance()
        .setUserAuthenticator(
            options, new StaticUserAuthenticator(null, user, password.isEmpty() ? null : password));
  }

  /** Those of the asker's agent, then the keys in files that need no passphrase. */
  private List<Identity> identities() {
    List<Identity> all = new ArrayList<>();
    String agent = environment.getOrDefault("SSH_AUTH_SOCK", "");
    if (!agent.isEmpty()) {
      try {
        all.addAll(
            new AgentIdentityRepository(new SSHAgentConnector(Path.of(agent))).getIdentities());
      } catch (AgentProxyException | RuntimeException e) {
        // an agent that is gone offers nothing
      }
    }
    for (String name : KEYS) {
      Path key = folder.resolve(name);
      if (Files.isReadable(key)) {
        try {
          JSch keys = new JSch();
          keys.addIdentity(key.toString());
          keys.getIdentityRepository().getIdentities().stream()
              .filter(identity -> !identity.isEncrypted())
              .forEach(all::add);
        } catch (JSchException e) {
          // a file that is no key offers nothing
        }
      }
    }
    return all;
  }

  /** A fixed set of identities: what is offered to a server must not be added to an agent. */
  private record Keys(List<Identity> identities) implements IdentityRepository {
    @Override
    public String getName() {
      return "omnipkg";
    }

    @Override
    public int getStatus() {
      return RUNNING;
    }

    @Override
    @SuppressWarnings("JdkObsolete") // the interface wants one
    public Vector<Identity> getIdentities() {
      return new Vector<>(identities);
    }

    @Override
    public boolean add(byte[] identity) {
      return false;
    }

    @Override
    public boolean remove(byte[] blob) {
      return false;
    }

    @Override
    public void removeAll() {}
  }
}
