{{ config(**{'tags': ['z']}) }} select 1 as a
