select '{{ named() }}' as a
