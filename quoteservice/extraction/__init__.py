"""An article in, its attributed statements out."""
