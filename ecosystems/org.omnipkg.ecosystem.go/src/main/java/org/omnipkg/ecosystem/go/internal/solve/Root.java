package org.omnipkg.ecosystem.go.internal.solve;

import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Version;
import org.omnipkg.model.Dependency;

/**
 * A request that was understood.
 *
 * @param folder the package asked for, below the module; empty for the module itself
 * @param fixed whether no other version will do
 */
record Root(Dependency asked, Version module, String folder, boolean fixed) {}
