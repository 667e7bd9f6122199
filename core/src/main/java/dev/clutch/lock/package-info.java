/** Locks, semaphores, events, conditions and barriers for all interpreters and for Java code. */
package dev.clutch.lock;
