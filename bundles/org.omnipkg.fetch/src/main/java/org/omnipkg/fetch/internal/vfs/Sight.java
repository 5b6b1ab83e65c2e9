package org.omnipkg.fetch.internal.vfs;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.cache.DefaultFilesCache;
import org.apache.commons.vfs2.impl.DefaultFileReplicator;
import org.apache.commons.vfs2.impl.DefaultFileSystemManager;
import org.apache.commons.vfs2.provider.bzip2.Bzip2FileProvider;
import org.apache.commons.vfs2.provider.gzip.GzipFileProvider;
import org.apache.commons.vfs2.provider.jar.JarFileProvider;
import org.apache.commons.vfs2.provider.local.DefaultLocalFileProvider;
import org.apache.commons.vfs2.provider.sftp.SftpFileProvider;
import org.apache.commons.vfs2.provider.tar.TarFileProvider;
import org.apache.commons.vfs2.provider.zip.ZipFileProvider;
import org.omnipkg.fetch.Access;

/** One look into file systems, those of this machine and of SSH servers; close it. */
public interface Sight extends AutoCloseable {
  FileObject resolve(URI address) throws FileSystemException;

  @Override
  void close();

  /** How to come by one. */
  @FunctionalInterface
  interface Opener {
    Sight open(Access access) throws FileSystemException;
  }

  /**
   * Opens anew each time: an archive kept open would go on showing what it held before it was
   * replaced. Providers are named here because VFS's own list of them is found by class loaders
   * that a framework does not have.
   */
  static Opener local(Path temporary) {
    return access -> {
      DefaultFileSystemManager manager = new DefaultFileSystemManager();
      manager.setFilesCache(new DefaultFilesCache());
      File folder = temporary.toFile();
      DefaultFileReplicator replicator = new DefaultFileReplicator(folder);
      manager.setReplicator(replicator);
      manager.setTemporaryFileStore(replicator);
      manager.addProvider("file", new DefaultLocalFileProvider());
      manager.addProvider("zip", new ZipFileProvider());
      manager.addProvider("jar", new JarFileProvider());
      manager.addProvider("gz", new GzipFileProvider());
      manager.addProvider("bz2", new Bzip2FileProvider());
      manager.addProvider("tar", new TarFileProvider());
      manager.addProvider("sftp", new SftpFileProvider());
      manager.init();
      return of(manager, new Sftp(access.environment()));
    };
  }

  private static Sight of(DefaultFileSystemManager manager, Sftp sftp) {
    return new Sight() {
      @Override
      public FileObject resolve(URI address) throws FileSystemException {
        return Address.isFar(address)
            ? manager.resolveFile(Address.vfs(address), sftp.options(address))
            : manager.resolveFile(Address.vfs(address));
      }

      @Override
      public void close() {
        manager.close();
      }
    };
  }
}
