package org.omnipkg.store.internal;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.LedgerContract;
import org.osgi.service.log.Logger;

public class SqliteLedgerContractTest extends LedgerContract {
  private static final Logger SILENT =
      (Logger)
          Proxy.newProxyInstance(
              Logger.class.getClassLoader(),
              new Class<?>[] {Logger.class},
              (proxy, method, arguments) -> null);

  @Override
  protected Ledger open(Path folder) {
    return new SqliteLedger(folder.resolve("ledger.sqlite"), SILENT);
  }

  @Override
  protected void close(Ledger ledger) {
    try {
      ((SqliteLedger) ledger).close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected void damage(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("ledger.sqlite"),
        "this is not a database, it is much too readable\n".repeat(100));
  }
}
