/**
 * What a third party implements to bring a language or a resolver. Every service carries the
 * property {@link Ecosystem#ID}; calls block; the outside world is reached through a {@link Desk}
 * only.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.omnipkg.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
