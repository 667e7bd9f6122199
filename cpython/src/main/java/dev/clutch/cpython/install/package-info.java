/** Where a libpython comes from: the one that Clutch brings, or the user's own. */
package dev.clutch.cpython.install;
