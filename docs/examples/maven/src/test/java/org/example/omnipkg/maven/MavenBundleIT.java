package org.example.omnipkg.maven;

import org.omnipkg.tck.BundleContract;

/** The jar as it is dropped into a running omnipkg. */
class MavenBundleIT extends BundleContract {}
