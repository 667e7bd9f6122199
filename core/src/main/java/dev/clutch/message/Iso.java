package dev.clutch.message;

import dev.clutch.error.NotShareableException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/** The ISO 8601 forms that both {@code java.time} and Python's {@code fromisoformat} read. */
final class Iso {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .append(LOCAL)
            .appendOffset("+HH:MM:ss", "+00:00")
            .toFormatter();

    private Iso() {}

    static String date(LocalDate date) {
        requireYear(date, date);
        return date.toString();
    }

    private static void requireYear(TemporalAccessor moment, Object value) {
        int year = moment.get(ChronoField.YEAR);
        requireRange(year >= 1 && year <= 9999, value);
    }

    static String instant(Instant moment) {
        requireRange(Math.abs(moment.getEpochSecond()) < 400_000_000_000L, moment);
        return offset(moment.atOffset(ZoneOffset.UTC));
    }

    static void requireRange(boolean isInRange, Object value) {
        if (!isInRange) {
            throw new NotShareableException(value + " is out of the range of Python's datetime");
        }
    }

    static String time(LocalTime time) {
        requireMicroseconds(time.get(ChronoField.NANO_OF_SECOND), time);
        return TIME.format(time);
    }

    static String local(LocalDateTime moment) {
        requireMicroseconds(moment.get(ChronoField.NANO_OF_SECOND), moment);
        requireYear(moment, moment);
        return LOCAL.format(moment);
    }

    static String offset(OffsetDateTime moment) {
        requireMicroseconds(moment.get(ChronoField.NANO_OF_SECOND), moment);
        requireYear(moment, moment);
        return OFFSET.format(moment);
    }

    /** Python's clock has no nanoseconds: rather refuse than lose some. */
    static void requireMicroseconds(int nanos, Object value) {
        if (nanos % 1_000 != 0) {
            throw new NotShareableException(
                    value + " has nanoseconds and Python's datetime has not; use" + " truncatedTo(ChronoUnit.MICROS)");
        }
    }
}
