/** What an engine and an interpreter are made from: records of options. */
package dev.clutch.config;
