"""Which name is easily taken for another: letters that look alike, a swapped suffix, one slip of the keys, added words.

Pure comparisons of text; who is known where is a matter of the relations.
"""
