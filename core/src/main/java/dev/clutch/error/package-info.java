/** What Clutch throws, named by who is at fault, and the snapshot of what Python raised. */
package dev.clutch.error;
