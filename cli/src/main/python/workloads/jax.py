"""Functions that are compiled, differentiated, vectorized and looped; numbers by chance; and an error."""

import os

os.environ.setdefault("JAX_PLATFORMS", "cpu")

import jax
import jax.numpy as jnp


@jax.jit
def loss(w, x, y):
    return jnp.mean((jnp.tanh(x @ w) - y) ** 2)


def run():
    key = jax.random.key(3)
    x = jax.random.normal(key, (20, 3))
    y, w = jnp.ones(20), jnp.zeros(3)
    for _ in range(5):
        w = w - 0.1 * jax.grad(loss)(w, x, y)
    total, steps = jax.lax.scan(lambda carry, n: (carry + n, carry * n), 0, jnp.arange(6))
    try:
        jax.jit(lambda n: 1 if n > 0 else 2)(3)
    except jax.errors.TracerBoolConversionError as error:
        failure = type(error).__name__
    return (
        [round(float(v), 5) for v in w],
        jax.vmap(lambda a, b: a * b)(jnp.arange(3), jnp.arange(3)).tolist(),
        (int(total), steps.tolist()),
        [round(float(v), 4) for v in jnp.linalg.eigh(jnp.array([[2.0, 1], [1, 3]]))[0]],
        jax.random.randint(key, (5,), 0, 100).tolist(),
        [round(float(v), 4) for v in jax.hessian(lambda v: jnp.sum(v**3))(jnp.array([1.0, 2.0])).ravel()],
        jax.devices()[0].platform,
        failure,
    )
