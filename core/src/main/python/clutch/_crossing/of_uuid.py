"""``uuid.UUID`` crosses by its text."""

from uuid import UUID

from clutch._crossing import values

values.register(UUID, "uuid", str, UUID)
