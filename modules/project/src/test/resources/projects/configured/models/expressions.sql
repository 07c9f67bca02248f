{{ config(
  tags=[var('t', 'x') | lower], enabled=(1 == 1 and not false) | as_bool, alias='a' if target.name == 'dev' else 'b',
  meta={'s': 'abc'[1:], 't': none is none, 'u': 1 + 2 * 3, 'v': (1, 'x'), 'w': -1, 'x': 2 is not none},
  schema=var('s', none) ~ '_x' if var('s', none) is not none else 'y', snowflake_warehouse=['a', 'b'] | join(',', attribute=none)
) }} select 1 as a
