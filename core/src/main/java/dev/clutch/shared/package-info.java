/** What interpreters share: objects with an id, counted by interpreter; dicts and lists of messages. */
package dev.clutch.shared;
