package dev.clutch.queue;

/**
 * A queue at one moment.
 *
 * @param size how many items are in it
 * @param put how many were ever put
 * @param got how many were ever taken
 * @param gettersWaiting how many threads wait for an item
 * @param puttersWaiting how many threads wait for a place
 * @param shutDown whether it takes no more items
 */
public record QueueStatistics(int size, long put, long got, int gettersWaiting, int puttersWaiting, boolean shutDown) {}
