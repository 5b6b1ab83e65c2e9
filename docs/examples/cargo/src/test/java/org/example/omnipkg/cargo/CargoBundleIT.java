package org.example.omnipkg.cargo;

import org.omnipkg.tck.BundleContract;

/** The jar as it is dropped into a running omnipkg. */
class CargoBundleIT extends BundleContract {}
